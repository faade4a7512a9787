enum RequestError {
    #[lms(code = "invalid_argument")]
    List(#[lms(fields, rename_all = "camelCase")] FieldErrors),
    #[lms(code = "invalid_argument", field = "entries[{row}]")]
    One { row: usize },
    #[lms(code = "invalid_argument", field = "id", message = "{0} is taken")]
    Taken(#[lms(verbatim)] String),
}
