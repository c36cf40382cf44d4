"""Writers: tables to bytes."""
