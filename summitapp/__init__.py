"""The platform of the German–İzmir sister city summits: one house, many small features."""
