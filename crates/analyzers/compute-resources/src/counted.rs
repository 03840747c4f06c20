//! Facts that stand on a figure: what it measures, and the words around it that make it a claim about computing.

mod machines;
mod money;

use crate::fact::{Fact, kind};
use crate::page::{Place, is_device};
use copydesk_analyzer::language::{Dimension, Form, Found, Quantity};
use std::ops::Range;

/// The facts of a sentence's figures, in order.
pub(crate) fn facts<'d>(place: &Place<'_, 'd>) -> Vec<Fact<'d>> {
    let mut facts: Vec<Fact<'d>> = Vec::new();
    let scene = place.scene;
    let quantities: Vec<_> = scene.reading.quantities_in(scene.tokens.clone()).collect();
    for (index, (quantity, tokens)) in quantities.iter().enumerate() {
        if tokens.is_empty() {
            continue;
        }
        let figure = Figure { place, quantity, tokens: tokens.clone() };
        let next = quantities.get(index + 1);
        let fact = figure.fact().or_else(|| figure.continues(facts.last()?)).or_else(|| figure.shares(next?));
        facts.extend(fact);
    }
    facts
}

/// A figure whose meaning is looked for.
struct Figure<'p, 'd> {
    place: &'p Place<'p, 'd>,
    quantity: &'d Quantity,
    tokens: Range<usize>,
}

/// How far a noun may stand behind its figure.
const NOUN_REACH: usize = 9;

impl<'d> Figure<'_, 'd> {
    fn fact(&self) -> Option<Fact<'d>> {
        match self.quantity.dimension {
            Dimension::Count => self
                .devices()
                .or_else(|| self.speed())
                .or_else(|| self.fleet())
                .or_else(|| self.more_of_them())
                .or_else(|| self.cost_change()),
            Dimension::Percent => self.cost_change().or_else(|| self.share()),
            Dimension::Multiple => self.multiple(),
            Dimension::Money => self.money(),
            Dimension::Power => self.power(kind::POWER),
            Dimension::Energy => self.power(kind::ENERGY),
            Dimension::Information => self.memory(),
            Dimension::Operations | Dimension::OperationRate => self.operations(),
            Dimension::DeviceTime => Some(self.build(kind::HOURS, None, None)),
            Dimension::Duration => self.duration(),
            Dimension::PercentagePoints | Dimension::Other => None,
        }
    }

    /// The noun that the figure counts: the first behind it that nothing separates from it.
    fn noun_behind(&self) -> Option<&Found> {
        let scene = self.place.scene;
        let mut noun = None;
        let mut at = self.tokens.start;
        let end = (self.tokens.end + NOUN_REACH).min(scene.tokens.end);
        while at < end {
            if let Some(term) = scene.term_at(at).filter(|term| self.is_countable(term)) {
                // "A100 chips": the last of several names is the noun.
                noun = Some(term);
                at = term.tokens.end;
                if scene.term_at(at).is_none_or(|next| unit_of(next.category).is_none())
                    && scene.word(at) != "'s"
                {
                    break;
                }
            } else if at >= self.tokens.end && (scene.ends_phrase(at) || is_particle(scene.word(at))) {
                break;
            } else {
                at += 1;
            }
        }
        noun
    }

    /// Whether a noun names devices or sites; of those whose names have other senses only such as are being built.
    fn is_countable(&self, noun: &Found) -> bool {
        let scene = self.place.scene;
        let clause = scene.reading.clauses.of(self.tokens.start);
        let built = || {
            let plural = scene.word(noun.tokens.end - 1).ends_with('s');
            let mut verbs = scene.terms_in(clause.start..self.tokens.start);
            plural && self.place.is_near("compute") && verbs.any(|term| term.category == "build")
        };
        unit_of(noun.category).is_some() || noun.category == "site" || noun.category == "weak-site" && built()
    }

    /// Devices, or sites, that the figure counts.
    fn devices(&self) -> Option<Fact<'d>> {
        let scene = self.place.scene;
        let noun = self.noun_behind()?;
        if scene.is_about("advice") {
            return None;
        }
        let weak = noun.category.starts_with("weak-");
        let ranked = scene.word_before(self.tokens.start) == "top";
        let specification = weak && scene.word(self.tokens.end) == "-";
        if ranked || specification || self.place.is_near("product") && !self.is_installed() {
            return None;
        }
        if self.modifies(noun) || self.is_uncounted(noun) || self.place.is_forgone(self.tokens.start) {
            return None;
        }
        let machines =
            || self.place.is_computing() || self.are_servers(noun) || self.runs_on() || self.makes_up(noun);
        if weak && (!machines() || scene.is_about("market")) {
            return None;
        }
        if noun.category == "site" || noun.category == "weak-site" {
            return (!scene.is_about("market")).then(|| self.build(kind::CLUSTER, Some(noun), Some("sites")));
        }
        let clause = scene.reading.clauses.of(self.tokens.start);
        let idle = scene.terms_in(clause).any(|term| term.category == "idle");
        let kind = if idle { kind::UTILIZATION } else { kind::HARDWARE };
        Some(self.build(kind, Some(noun), unit_of(noun.category)))
    }

    /// Operations, or their rate; not the unit in brackets that explains the figure in front of it.
    fn operations(&self) -> Option<Fact<'d>> {
        let scene = self.place.scene;
        let explains = scene.word_before(self.tokens.start) == "(" && scene.word(self.tokens.end) == ")";
        (!explains && !self.place.is_near("product")).then(|| self.build(kind::FLOPS, None, None))
    }

    /// Devices that a fleet consists of: "expand its stockpile to more than 20,000".
    fn fleet(&self) -> Option<Fact<'d>> {
        let scene = self.place.scene;
        let near = self.tokens.start.saturating_sub(4)..self.tokens.start;
        let fleet = scene.terms_in(near).any(|term| term.category == "fleet");
        let device = scene.terms.iter().find(|term| is_device(term.category))?;
        // "Double the number of GPUs that it rents to 40,000."
        let number = device.tokens.start >= 2
            && device.tokens.start < self.tokens.start
            && scene.word(device.tokens.start - 1) == "of"
            && scene.word(device.tokens.start - 2) == "number"
            && scene.word_before(self.tokens.start) == "to";
        ((fleet || number) && scene.ends_phrase(self.tokens.end))
            .then(|| self.build(kind::HARDWARE, Some(device), unit_of(device.category)))
    }

    /// Devices that a bare figure stands for, where a verb of use takes it and devices were told of just before:
    /// "Heron took around 2,000".
    fn more_of_them(&self) -> Option<Fact<'d>> {
        const FEWEST: f64 = 10.0;
        let scene = self.place.scene;
        let verb = scene.terms_in(self.tokens.start.saturating_sub(3)..self.tokens.start).next_back()?;
        let taken = matches!(verb.category, "use" | "run") && verb.tokens.end == self.tokens.start;
        let figure = &self.quantity.figure;
        let many = figure.is_at_least(FEWEST);
        let of_them = scene.word(self.tokens.end) == "of" && scene.word(self.tokens.end + 1) == "them";
        let taken = taken || of_them && verb.category == "get";
        let bare = (scene.ends_phrase(self.tokens.end) || of_them) && figure.unit.is_none();
        let device = self.place.device_before(self.tokens.start)?;
        (taken && many && bare && !self.place.is_elsewhere())
            .then(|| self.build(kind::HARDWARE, None, unit_of(device)))
    }

    /// By how much what computing costs changed: "the cloud bill rose 40%", "cut its computing budget by a third".
    fn cost_change(&self) -> Option<Fact<'d>> {
        let scene = self.place.scene;
        let percent = self.quantity.dimension == Dimension::Percent;
        let share = percent || self.quantity.figure.form == Form::Fraction;
        let clause = scene.reading.clauses.of(self.tokens.start);
        let cost = scene.terms_in(clause).find(|term| term.category == "cost")?;
        let changed = scene.word(self.tokens.end) != "of" && !scene.is_about("market");
        (share && changed).then(|| self.build(kind::SPEND, Some(cost), percent.then_some("percent")))
    }

    /// A number of calculations a second.
    fn speed(&self) -> Option<Fact<'d>> {
        let scene = self.place.scene;
        let term = scene.terms_in(self.tokens.end..self.tokens.end + 2).next()?;
        (term.category == "speed").then(|| self.build(kind::FLOPS, Some(term), Some("operations/s")))
    }

    /// A percentage of a peak, or of devices.
    fn share(&self) -> Option<Fact<'d>> {
        let scene = self.place.scene;
        if !self.place.is_computing() {
            return None;
        }
        let near = self.tokens.start.saturating_sub(10)..self.tokens.end + 8;
        let used = scene.terms_in(near).any(|term| matches!(term.category, "utilization" | "idle"));
        if used {
            return Some(self.build(kind::UTILIZATION, None, Some("percent")));
        }
        let noun = self.noun_behind()?;
        let of = scene.word(self.tokens.end) == "of";
        (of && noun.category != "site" && !scene.is_about("market"))
            .then(|| self.build(kind::HARDWARE, Some(noun), Some("percent")))
    }

    /// A multiple of another system's performance.
    fn multiple(&self) -> Option<Fact<'d>> {
        let scene = self.place.scene;
        let clause = scene.reading.clauses.of(self.tokens.start);
        let names = scene.reading.organizations.within(scene.tokens.clone());
        let compared = clause.into_iter().any(|token| {
            let word = scene.word(token);
            let named = names.iter().any(|name| name.tokens.contains(&token));
            !named && matches!(word, "compute" | "performance" | "powerful" | "faster" | "speed" | "fast")
                || word == "power" && matches!(scene.word_before(token), "computing" | "processing")
        });
        (compared && self.place.is_computing() && !scene.is_about("market"))
            .then(|| self.build(kind::FLOPS, None, Some("x")))
    }

    /// Watts or watt-hours of computing, not of a plant.
    fn power(&self, kind: &'static str) -> Option<Fact<'d>> {
        let scene = self.place.scene;
        let behind = self.tokens.end..(self.tokens.end + 6).min(scene.tokens.end);
        let computing = |tokens: &Range<usize>| {
            scene
                .terms_in(tokens.clone())
                .any(|term| unit_of(term.category).is_some() || matches!(term.category, "site" | "weak-site"))
        };
        let run = kind == kind::ENERGY && scene.terms.iter().any(|term| term.category == "train");
        let plant = !run && scene.has_context("energy", &behind) && !computing(&behind);
        if self.place.is_near("product") || plant {
            return None;
        }
        let sites = scene.terms.iter().any(|term| matches!(term.category, "site" | "weak-site"));
        let machines = self.place.is_near("compute")
            || self.place.is_computing()
            || sites && self.place.on_computing
            || self.is_load(kind);
        // Behind the figure it may be compared: "as much as 900 homes use".
        let front = scene.tokens.start..self.tokens.start;
        let plant = scene.is_about("energy") && (!run || scene.has_context("energy", &front));
        let about = machines && (!plant || computing(&scene.tokens));
        about.then(|| self.build(kind, None, None))
    }

    /// Whether something that draws power is one of the things that compute: computers, a campus, a training run.
    fn is_load(&self, kind: &str) -> bool {
        let scene = self.place.scene;
        let named = |categories: &[&str]| scene.terms.iter().any(|term| categories.contains(&term.category));
        let machines = named(&["weak-computer", "weak-server"]);
        let large = matches!(self.quantity.figure.unit.as_deref(), Some("MW" | "GW"));
        let campus = large && scene.terms.iter().any(|term| scene.word(term.tokens.start) == "campus");
        let run = kind == kind::ENERGY && named(&["train"]);
        run || (machines || campus) && scene.is_about("load")
    }

    /// Memory or storage of a system.
    fn memory(&self) -> Option<Fact<'d>> {
        let scene = self.place.scene;
        let near = self.tokens.end..(self.tokens.end + 5).min(scene.tokens.end);
        let mut terms = scene.terms_in(near);
        let noun = terms.find(|term| matches!(term.category, "memory" | "gpu"))?;
        // "A100 80GB GPUs" names a device, not what a system has.
        let named = unit_of(noun.category).is_some()
            && scene
                .terms_in(self.tokens.start.saturating_sub(3)..self.tokens.start)
                .any(|term| term.tokens.end == self.tokens.start && unit_of(term.category).is_some());
        let per_second = matches!(scene.word(self.tokens.end), "per" | "/");
        let system = scene.terms.iter().any(|term| unit_of(term.category).is_some());
        (system && !named && !per_second && !self.place.is_elsewhere())
            .then(|| self.build(kind::MEMORY, Some(noun), None))
    }

    /// How long a run took.
    fn duration(&self) -> Option<Fact<'d>> {
        let scene = self.place.scene;
        let clause = scene.reading.clauses.of(self.tokens.start);
        let trained = scene.terms.iter().any(|term| term.category == "train");
        let ran = scene.terms_in(clause).any(|term| matches!(term.category, "train" | "run" | "use"));
        let machines = scene.terms.iter().any(|term| is_device(term.category) || term.category == "site");
        let joined = matches!(
            scene.word_before(self.tokens.start),
            "for"
                | "in"
                | "took"
                | "takes"
                | "over"
                | "of"
                | "about"
                | "approximately"
                | "just"
                | "only"
                | "within"
        ) || scene.word(self.tokens.end) == "to"
            || scene.word(self.tokens.end) == "on" && machines;
        let run = (trained && (ran || machines)) || (ran && machines);
        (run && joined && self.place.is_computing() && !scene.is_about("market"))
            .then(|| self.build(kind::HOURS, None, None))
    }

    /// The fact that a figure without a noun adds to the one in front of it: "from 8 GPUs to 4".
    fn continues(&self, last: &Fact<'d>) -> Option<Fact<'d>> {
        let scene = self.place.scene;
        let bare = scene.ends_phrase(self.tokens.end);
        let joined = matches!(scene.word_before(self.tokens.start), "from" | "to" | "than" | "or" | "and");
        let near = self.tokens.start.saturating_sub(last.tokens.end) <= 12;
        let same =
            last.quantity.as_ref().is_some_and(|(quantity, _)| quantity.dimension == self.quantity.dimension);
        (bare && joined && near && same).then(|| Fact {
            tokens: self.tokens.clone(),
            quantity: Some((self.quantity, self.tokens.clone())),
            ..last.clone()
        })
    }

    /// The fact of a bare figure whose noun stands behind the next one: "from 4,000 to 9,500 GPUs".
    fn shares(&self, next: &(&'d Quantity, Range<usize>)) -> Option<Fact<'d>> {
        let scene = self.place.scene;
        let (quantity, tokens) = next;
        let between = self.tokens.end..tokens.start;
        let joined = between.len() == 1
            && between.clone().all(|token| matches!(scene.word(token), "to" | "and" | "or" | ","));
        let bare = self.quantity.figure.unit.is_none() && quantity.dimension == self.quantity.dimension;
        let other = Figure { place: self.place, quantity, tokens: tokens.clone() };
        let fact = other.fact().filter(|_| joined && bare)?;
        Some(Fact {
            tokens: self.tokens.clone(),
            quantity: Some((self.quantity, self.tokens.clone())),
            ..fact
        })
    }

    fn build(&self, kind: &'static str, noun: Option<&Found>, unit: Option<&'static str>) -> Fact<'d> {
        let mut tokens = self.tokens.clone();
        let mut subject = None;
        if let Some(noun) = noun {
            let behind = noun.tokens.start >= self.tokens.start;
            if behind && noun.tokens.end - self.tokens.start <= NOUN_REACH + self.tokens.len() {
                tokens.end = tokens.end.max(noun.tokens.end);
                subject = Some(self.tokens.end.min(noun.tokens.end - 1)..noun.tokens.end);
            } else {
                subject = Some(noun.tokens.clone());
            }
        }
        let clause = self.place.scene.reading.clauses.of(self.tokens.start);
        let verb = self.place.scene.terms_in(clause.start..self.tokens.start);
        let verb = verb
            .rev()
            .find(|term| matches!(term.category, "get" | "use" | "train" | "build" | "spend" | "run"));
        let verb = verb.map_or(self.tokens.start, |term| term.tokens.start);
        Fact { kind, tokens, quantity: Some((self.quantity, self.tokens.clone())), unit, subject, verb }
    }
}

/// Whether a word belongs to a verb: "300 shared out machines" counts no machines.
fn is_particle(word: &str) -> bool {
    matches!(word, "out" | "off" | "up" | "away" | "back")
}

/// What things of a category are counted in; nothing for what is no device.
pub(crate) fn unit_of(category: &str) -> Option<&'static str> {
    Some(match category {
        "gpu" => "GPUs",
        "tpu" => "TPUs",
        "chip" | "weak-chip" => "chips",
        "cpu" => "CPUs",
        "weak-cpu" => "processors",
        "core" | "weak-core" => "cores",
        "node" | "weak-node" => "nodes",
        "system" | "weak-system" => "systems",
        "server" | "weak-server" => "servers",
        "pod" | "weak-pod" => "pods",
        "equivalent" => "H100-equivalents",
        "weak-computer" => "computers",
        "weak-instance" => "instances",
        "weak-hardware" => "pieces of hardware",
        _ => return None,
    })
}
