"""Council tenancies, the people in them, rent arrears, notices and tenancy support."""
