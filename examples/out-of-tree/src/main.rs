//! copydesk with an analyzer of one's own: `council-desk analyze minutes.txt`.

use copydesk_quote_attribution as _;
use council_desk as _;

fn main() -> std::process::ExitCode {
    copydesk_host::main()
}
