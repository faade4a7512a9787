//! Defines the service in Rust, so that the build does not need protoc.

use tonic_build::manual::{Builder, Method, Service};

fn main() {
    let method = |name, route, input, output| {
        Method::builder()
            .name(name)
            .route_name(route)
            .input_type(input)
            .output_type(output)
            .codec_path("tonic_prost::ProstCodec")
            .build()
    };
    let service = Service::builder()
        .name("Loans")
        .package("loans.v1")
        .method(method("show", "Show", "crate::ShowRequest", "crate::Loan"))
        .method(method("create", "Create", "crate::CreateRequest", "crate::Loan"))
        .build();
    Builder::new().compile(&[service]);
}
