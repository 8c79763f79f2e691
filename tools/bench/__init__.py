"""What the application costs: CPU milliseconds a request, of application and database, beside the floors."""
