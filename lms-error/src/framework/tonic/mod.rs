//! tonic: a type becomes a `tonic::Status` by way of [`ErrorResponse`](crate::ErrorResponse).

#[cfg(feature = "tower")]
pub(crate) mod catch_all;
mod status;

use tonic::Code as GrpcCode;

use crate::Code;

fn grpc_code(code: Code) -> GrpcCode {
    match code {
        Code::InvalidArgument => GrpcCode::InvalidArgument,
        Code::Unauthenticated => GrpcCode::Unauthenticated,
        Code::PermissionDenied => GrpcCode::PermissionDenied,
        Code::NotFound => GrpcCode::NotFound,
        Code::Aborted => GrpcCode::Aborted,
        Code::Internal => GrpcCode::Internal,
        Code::Unavailable => GrpcCode::Unavailable,
    }
}
