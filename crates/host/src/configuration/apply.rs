//! Commands whose options a configuration fills in where the command line leaves them open.

use super::keys::{self, Value};
use super::{File, Key, NoiseRules, Settings};
use crate::cli::{
    AnalyzeArgs, CommandError, InputArgs, Offsets, ParseArgs, ReportArgs, SelectionArgs, StoreArgs,
};
use crate::selection::{Filter, Selection};
use std::num::NonZeroUsize;

/// The options of a command, as far as a configuration knows them.
pub(crate) trait Configured {
    fn input(&self) -> &InputArgs;

    /// What the command line sets.
    fn given(&self) -> Vec<(&'static str, Value)>;

    /// Takes what is in force.
    fn take(&mut self, settings: &Settings, analyzers: &Selection);
}

/// What is in force for a command.
pub(crate) struct Configuration {
    pub(crate) keys: Vec<Key>,
    pub(crate) file: Option<File>,
    pub(crate) settings: Settings,
}

/// Fills in the options of a command, and says what is in force.
pub(crate) fn configure(args: &mut impl Configured) -> Result<Configuration, CommandError> {
    let analyzers = Selection::all()?;
    let keys = keys::keys(analyzers.analyzers());
    let file = File::find(args.input().config.as_deref(), &keys)?;
    if let (Some(file), true) = (&file, args.input().voice.verbose) {
        anstream::eprintln!("copydesk: configured by {}", file.name());
    }
    let settings = Settings::layered(file.as_ref(), args.given());
    args.take(&settings, &analyzers);
    Ok(Configuration { keys, file, settings })
}

impl Configured for AnalyzeArgs {
    fn input(&self) -> &InputArgs {
        &self.input
    }

    fn given(&self) -> Vec<(&'static str, Value)> {
        let format = self.format.as_ref().map(|format| (keys::FORMAT, Value::of(format)));
        let offsets = self.offsets.as_ref().map(|offsets| (keys::OFFSETS, Value::of(offsets)));
        let own = format.into_iter().chain(offsets);
        self.input.given().chain(self.selection.given()).chain(own).chain(self.store.given()).collect()
    }

    fn take(&mut self, settings: &Settings, analyzers: &Selection) {
        self.input.take(settings);
        self.selection.take(settings, analyzers);
        self.store.take(settings);
        // The name of a file on the command line says more than a file elsewhere.
        let of_extension = self.format_of_output();
        let named = settings.get(keys::FORMAT).and_then(Value::option);
        self.format = self.format.or(of_extension).or(named);
        if self.offsets.is_none() && self.format.is_some_and(|format| format.counts_code_points()) {
            self.offsets = Some(Offsets::Chars);
        }
        self.offsets = self.offsets.or_else(|| settings.get(keys::OFFSETS)?.option());
    }
}

impl Configured for ParseArgs {
    fn input(&self) -> &InputArgs {
        &self.input
    }

    fn given(&self) -> Vec<(&'static str, Value)> {
        let offsets = self.offsets.as_ref().map(|offsets| (keys::OFFSETS, Value::of(offsets)));
        self.input.given().chain(offsets).collect()
    }

    fn take(&mut self, settings: &Settings, _: &Selection) {
        self.input.take(settings);
        self.offsets = self.offsets.or_else(|| settings.get(keys::OFFSETS)?.option());
    }
}

impl Configured for ReportArgs {
    fn input(&self) -> &InputArgs {
        &self.input
    }

    fn given(&self) -> Vec<(&'static str, Value)> {
        self.input.given().chain(self.selection.given()).chain(self.store.given()).collect()
    }

    fn take(&mut self, settings: &Settings, analyzers: &Selection) {
        self.input.take(settings);
        self.selection.take(settings, analyzers);
        self.store.take(settings);
    }
}

impl InputArgs {
    fn given(&self) -> impl Iterator<Item = (&'static str, Value)> + use<> {
        let format = self.input_format.as_ref().map(|format| (keys::INPUT_FORMAT, Value::of(format)));
        let jobs = self.jobs.map(|jobs| (keys::JOBS, Value::Count(jobs.get())));
        format.into_iter().chain(jobs)
    }

    fn take(&mut self, settings: &Settings) {
        self.input_format = self.input_format.or_else(|| settings.get(keys::INPUT_FORMAT)?.option());
        let jobs = || settings.get(keys::JOBS)?.count().and_then(NonZeroUsize::new);
        self.jobs = self.jobs.or_else(jobs);
        self.noise = NoiseRules::new(settings);
    }
}

impl StoreArgs {
    fn given(&self) -> Option<(&'static str, Value)> {
        let path = self.store.as_ref()?;
        Some((keys::STORE, Value::Word(path.to_string_lossy().into_owned())))
    }

    fn take(&mut self, settings: &Settings) {
        self.store = self.store.take().or_else(|| settings.path(keys::STORE));
    }
}

impl SelectionArgs {
    fn given(&self) -> impl Iterator<Item = (&'static str, Value)> + use<> {
        let ids = [(keys::SELECT, &self.select), (keys::IGNORE, &self.ignore)];
        let ids = ids.map(|(key, ids)| (!ids.is_empty()).then(|| (key, Value::Words(ids.clone()))));
        let minimum = self.min_confidence.map(|share| (keys::MIN_CONFIDENCE, Value::Share(share)));
        ids.into_iter().flatten().chain(minimum)
    }

    fn take(&mut self, settings: &Settings, analyzers: &Selection) {
        let words = |key: &str| settings.get(key).and_then(Value::words).map(<[String]>::to_vec);
        self.select = words(keys::SELECT).unwrap_or_default();
        self.ignore = words(keys::IGNORE).unwrap_or_default();
        self.min_confidence = settings.get(keys::MIN_CONFIDENCE).and_then(Value::share);
        for id in analyzers.analyzers().iter().map(|analyzer| analyzer.descriptor().id) {
            let min_confidence = settings.get(&keys::own(id, "min-confidence")).and_then(Value::share);
            let kinds = words(&keys::own(id, "kinds"));
            if min_confidence.is_some() || kinds.is_some() {
                self.filters.push((id, Filter { min_confidence, kinds }));
            }
        }
    }
}
