def publish_programme(world, frame, listed): pass
