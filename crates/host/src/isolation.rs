//! Panics of an analyzer or a parser, kept from everything else.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static ISOLATED: Cell<bool> = const { Cell::new(false) };
}

/// Calls `work`; if it panics, gives the panic's message.
///
/// Whatever `work` left half-done must not be looked at after an error.
pub(crate) fn isolated<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let outer = ISOLATED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    ISOLATED.set(outer);
    result.map_err(|payload| message_of(payload.as_ref()))
}

/// Keeps isolated panics off standard error, where their article's record already tells of them. With
/// `RUST_BACKTRACE` set they are printed as ever: someone is looking for one.
pub(crate) fn silence_isolated_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0") {
        return;
    }
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !ISOLATED.get() {
            report(info);
        }
    }));
}

fn message_of(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a panic without a message").to_owned()
}
