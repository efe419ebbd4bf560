"""Pages of recruitment: what everybody reads, and an applicant's own."""
