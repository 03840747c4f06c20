//! The program: names the bundled analyzers, so that they are linked, and calls the host.

#![deny(unused_crate_dependencies)]

use copydesk_compute_resources as _;
use copydesk_quote_attribution as _;
use copydesk_staffing_attrition as _;

fn main() -> std::process::ExitCode {
    copydesk_host::main()
}
