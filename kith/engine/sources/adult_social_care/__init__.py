"""Adult social care: requests, services, workers and unpaid carers, in the style of Client Level Data."""
