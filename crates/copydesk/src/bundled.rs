//! The bundled analyzers, named so that they are linked: the linker drops a crate that nobody names.

use copydesk_ai_systems as _;
use copydesk_compute_resources as _;
use copydesk_org_changes as _;
use copydesk_quote_attribution as _;
use copydesk_staffing_attrition as _;
