SELECT * FROM read_parquet($schools) WHERE school_id = $school ORDER BY as_of
