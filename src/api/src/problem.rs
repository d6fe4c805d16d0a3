//! What went wrong, as JSON problem details (RFC 9457).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use db::DbError;
use serde::Serialize;
use utoipa::ToSchema;

/// An error as it is answered, `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// A stable word for programs: `not-found`, `rate-limited`, ….
    #[serde(rename = "type")]
    kind: &'static str,
    /// The same in words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What is to be done about this one.
    detail: String,
    #[serde(skip)]
    retry_after_s: Option<u64>,
}

/// What a handler answers.
pub(crate) type Answer<T> = Result<T, Problem>;

impl Problem {
    fn new(
        status: StatusCode,
        kind: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            title,
            status: status.as_u16(),
            detail: detail.into(),
            retry_after_s: None,
        }
    }

    /// The request cannot be understood.
    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        let status = StatusCode::BAD_REQUEST;
        Self::new(status, "bad-request", "The request is not right", detail)
    }

    /// Nobody we know asks.
    pub(crate) fn unauthorized(detail: impl Into<String>) -> Self {
        let status = StatusCode::UNAUTHORIZED;
        Self::new(status, "unauthorized", "Who asks is not known", detail)
    }

    /// Who asks may not.
    pub(crate) fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "Not allowed", detail)
    }

    /// There is no such thing.
    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "Not found", detail)
    }

    /// It contradicts what is there.
    pub(crate) fn conflict(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "conflict", "Already there", detail)
    }

    /// Too often; again after so many seconds.
    pub(crate) fn too_many(retry_after_s: u64) -> Self {
        let detail = format!("too many requests; try again in {retry_after_s} s");
        let status = StatusCode::TOO_MANY_REQUESTS;
        Self {
            retry_after_s: Some(retry_after_s),
            ..Self::new(status, "rate-limited", "Too many requests", detail)
        }
    }

    /// It cannot be answered now.
    pub(crate) fn unavailable(detail: impl Into<String>) -> Self {
        let status = StatusCode::SERVICE_UNAVAILABLE;
        Self {
            retry_after_s: Some(1),
            ..Self::new(status, "unavailable", "Not available now", detail)
        }
    }

    /// A fault of ours.
    pub(crate) fn internal(detail: impl Into<String>) -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self::new(status, "internal", "The server is at fault", detail)
    }

    /// What a status without a body of ours says: refused by the router or an extractor.
    pub(crate) fn of_status(status: StatusCode, detail: String) -> Self {
        let (kind, title) = match status {
            StatusCode::NOT_FOUND => ("not-found", "Not found"),
            StatusCode::METHOD_NOT_ALLOWED => ("method-not-allowed", "Not with this method"),
            StatusCode::PAYLOAD_TOO_LARGE => ("too-large", "The request is too large"),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => ("not-json", "The request is not JSON"),
            _ if status.is_server_error() => ("internal", "The server is at fault"),
            _ => ("bad-request", "The request is not right"),
        };
        Self::new(status, kind, title, detail)
    }

    /// The status it is answered with.
    pub(crate) fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<DbError> for Problem {
    fn from(error: DbError) -> Self {
        match error {
            DbError::NotFound => Self::not_found("there is no such thing"),
            DbError::EmailTaken => Self::conflict("there is an account of that e-mail address"),
            DbError::Invalid(what) => Self::bad_request(format!("not right: {what}")),
            error if error.is_transient() => {
                tracing::warn!(%error, "a request over HTTP found the database away");
                Self::unavailable("the database does not answer; try again")
            }
            error => {
                tracing::error!(%error, "a request over HTTP failed in the database");
                Self::internal("the database refused; see the log")
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response = (self.status(), [(header::CONTENT_TYPE, kind)], body).into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status() == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer realm=\"bezgelor\"");
            headers.insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}
