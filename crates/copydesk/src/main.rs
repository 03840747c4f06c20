//! The program: names the bundled analyzers, so that they are linked, and calls the host.

#![deny(unused_crate_dependencies)]

mod bundled;

fn main() -> std::process::ExitCode {
    copydesk_host::main()
}
