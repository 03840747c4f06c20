//! What a verb says about a figure: left, laid off, hired, employed.

use super::{CLOSE, Figure, NOUN_REACH, is_noun};
use crate::fact::kind;
use crate::scene::{is_employee, is_of_work, is_public};
use copydesk_analyzer::language::models::{Relation, Upos};
use copydesk_analyzer::language::{Form, Found, is_workplace};

impl Figure<'_, '_> {
    /// What a verb says about a figure of a class of nouns, given on which side of it the verb stands.
    pub(super) fn kind_of(
        &self,
        verb: &Found,
        class: Option<&str>,
        end: usize,
        noun: Option<&Found>,
    ) -> Option<&'static str> {
        let in_front = verb.tokens.start < self.tokens.start;
        // "Added that some engineers" has a clause behind it, no object.
        if in_front && self.scene.word(verb.tokens.end) == "that" {
            return None;
        }
        let behind = verb.tokens.start >= end;
        let next_to = in_front && self.tokens.start <= verb.tokens.end + 1;
        let passive = behind && self.is_passive(verb);
        let people = matches!(class, Some("agents" | "people" | "persons" | "staff"));
        let jobs = class == Some("jobs");
        let moved = in_front || passive;
        match verb.category {
            "lay-off" | "part"
                if moved
                    && (people || jobs || next_to && self.is_bare())
                    && !self.has_other_object(verb, end) =>
            {
                Some(kind::LAYOFF)
            }
            "lay-off" | "dismissed" | "redundant"
                if passive
                    && verb.tokens.start > end
                    && class.is_none()
                    && self.is_at_work()
                    && self.is_subject_of(verb) =>
            {
                Some(kind::LAYOFF)
            }
            "dismissed" if behind && (people || jobs) => Some(kind::LAYOFF),
            // "Stand down 40 workers" sends them home; who stands down leaves.
            "leave" if in_front && people && self.is_stood_down(verb, end) => Some(kind::LAYOFF),
            "cut"
                if !self.is_apart(verb)
                    && (self.scene.word(verb.tokens.end) != "off" || verb.tokens.len() > 1)
                    && !self.is_of_another(verb)
                    && (moved || self.tokens == verb.tokens)
                    && (people || jobs)
                    && !is_subject(verb, noun)
                    && !self.has_other_object(verb, end) =>
            {
                Some(kind::LAYOFF)
            }
            "layoffs" | "talks" if in_front && (people || jobs) && self.is_affected(verb) => {
                Some(kind::LAYOFF)
            }
            "lose" if in_front && people && self.costs_jobs(verb, end) => Some(kind::LAYOFF),
            "lose" if jobs && self.is_near(verb, end) && !self.is_of_economy(verb) => Some(kind::LAYOFF),
            "layoffs" | "talks" if behind && (people || jobs) && self.suffers_from(verb, end) => {
                Some(kind::LAYOFF)
            }
            "vacant" if behind && jobs && verb.tokens.start - end <= CLOSE => Some(kind::OTHER),
            "lose"
                if behind && class == Some("staff") && verb.tokens.len() > 1 && self.is_near(verb, end) =>
            {
                Some(kind::LAYOFF)
            }
            "hold" if jobs && in_front && self.is_share() => Some(kind::HEADCOUNT),
            "lose"
                if in_front
                    && people
                    && class != Some("persons")
                    && is_loss(self.scene.word(verb.tokens.start))
                    && self.is_object(verb, end) =>
            {
                Some(kind::DEPARTURE)
            }
            "leave" if behind && people && self.is_at_work() && self.leaves_for_good(verb) => {
                Some(kind::DEPARTURE)
            }
            "hire" | "draw"
                if moved
                    && (verb.category == "hire" || !self.public)
                    && (verb.category == "hire"
                        || class == Some("people") && self.is_definite()
                        || is_of_work(self.scene))
                    && self.is_at_work()
                    && (class != Some("persons") || self.is_hiring(verb))
                    && (self.is_hiring(verb)
                        || behind
                        || verb.tokens.len() > 1
                        || self.is_object(verb, end))
                    && (people || jobs || next_to && self.is_bare() && self.is_hiring(verb))
                    && !self.has_other_object(verb, end) =>
            {
                Some(kind::HIRE)
            }
            "gone" if behind && people && self.is_at_work() && self.is_gone(verb) => Some(kind::DEPARTURE),
            "leave" | "gone"
                if behind
                    && class.is_none()
                    && self.is_at_work()
                    && self.is_subject_of(verb)
                    && self.leaves_for_good(verb) =>
            {
                Some(kind::DEPARTURE)
            }
            "redundant" if behind && people => Some(kind::LAYOFF),
            "join" if behind && people && self.is_at_work() && self.joins_staff(verb) => Some(kind::HIRE),
            "apply" if behind && people && self.asks_for_post(verb) => Some(kind::APPLICATIONS),
            "employ"
                if (people || next_to && self.is_bare())
                    && self.tells_size(verb)
                    && !(behind && self.scene.word(verb.tokens.start).ends_with("ing")) =>
            {
                Some(kind::HEADCOUNT)
            }
            "have"
                if in_front
                    && people
                    && !self.is_all()
                    && class != Some("agents")
                    && (self.scene.word(verb.tokens.start) != "with"
                        || !self.is_share() && (self.are_employees(noun) || self.opens(verb)))
                    && self.is_at_work()
                    && !self.is_of_any(verb)
                    && (self.are_employees(noun) || !self.is_of_place(verb))
                    && !self.is_of_verb(verb)
                    && self.is_object(verb, end)
                    && self.is_staffed(class) =>
            {
                Some(kind::HEADCOUNT)
            }
            "move"
                if moved
                    && (people && (class != Some("persons") || self.is_of_staff(verb)) || jobs)
                    && self.is_at_work()
                    && self.is_moved(verb)
                    && self.scene.clauses_between(verb.tokens.start, self.tokens.start) == 0
                    && self.is_object(verb, end) =>
            {
                Some(kind::OTHER)
            }
            "advertise" if jobs || people && in_front => Some(kind::OTHER),
            "lacking" if people && verb.tokens.start == end => Some(kind::OTHER),
            "move" if behind && class.is_none() && self.is_subject_of(verb) => Some(kind::OTHER),
            _ => None,
        }
    }

    /// Whether a verb in front has an object of its own that is neither staff nor holds the figure, whose noun ends at
    /// a token: "dismissed reports that 200 officers".
    fn has_other_object(&self, verb: &Found, end: usize) -> bool {
        let syntax = self.scene.reading.syntax;
        let at = verb.tokens.start;
        // In "the storm cut power" the parser can take the verb for the noun's participle, or for a noun in front of it.
        let before = matches!(syntax.relation(at).universal(), Relation::Amod | Relation::Compound);
        let described = syntax.head(at).filter(|&noun| noun > at && before);
        let Some(object) = syntax.child(at, Relation::Obj).or(described) else { return false };
        let inside = verb.tokens.contains(&object) || object >= self.tokens.start;
        let of = self.scene.word(object + 1) == "of"
            && !self.is_body(object)
            && self.scene.reading.is_argument(end - 1, object);
        let held = of || object < verb.tokens.start;
        let staff =
            self.scene.terms.iter().any(|term| term.tokens.contains(&object) && is_noun(term.category));
        let word = self.scene.word(object);
        // "Reduce its organisation by 125 jobs".
        let by = self.scene.word_before(self.tokens.start) == "by" && (is_workplace(word) || word == "size");
        !(inside || held || staff || by)
    }

    /// Whether "stand down" has those counted for its object.
    fn is_stood_down(&self, verb: &Found, end: usize) -> bool {
        let stands = self.scene.word(verb.tokens.start).starts_with("st")
            && self.scene.word(verb.tokens.end - 1) == "down";
        stands && self.is_object(verb, end)
    }

    /// Whether something costs those counted their jobs.
    fn costs_jobs(&self, verb: &Found, end: usize) -> bool {
        let scene = self.scene;
        scene.word(verb.tokens.start).starts_with("cost")
            && !self.is_loose()
            && scene.word(end) == "their"
            && scene.term_at(end + 1).is_some_and(|term| term.category == "jobs")
    }

    /// Whether a verb stands close to the figure and its noun, which ends at a token: "jobs could go".
    fn is_near(&self, verb: &Found, end: usize) -> bool {
        let behind = verb.tokens.start >= end;
        if behind { verb.tokens.start - end <= CLOSE } else { self.is_object(verb, end) }
    }

    /// Whether the sentence tells of work, not of politics, war or sport; of employees it always does.
    fn is_at_work(&self) -> bool {
        let scene = self.scene;
        let employees = (self.tokens.start..(self.tokens.end + NOUN_REACH).min(scene.tokens.end))
            .any(|token| is_employee(scene.word(token)));
        employees || !is_public(scene)
    }

    /// Whether those counted are surely people at work.
    fn are_employees(&self, noun: Option<&Found>) -> bool {
        noun.is_some_and(|noun| noun.category == "staff" || is_employee(self.scene.word(noun.tokens.end - 1)))
    }

    /// Whether a verb of moving people tells of a staff whoever they are: "amassed hundreds of people", not "sent".
    fn is_of_staff(&self, verb: &Found) -> bool {
        let word = self.scene.word(verb.tokens.start);
        ["amass", "transfer", "reassign", "redeploy", "relocat", "shift"]
            .iter()
            .any(|stem| word.starts_with(stem))
    }

    /// Whether those who are gone have left: "have now gone", not "have gone on trial".
    fn is_gone(&self, verb: &Found) -> bool {
        let next = self.scene.word(verb.tokens.end);
        let behind = self.scene.word(verb.tokens.end + 1);
        let elsewhere = next == "to"
            && matches!(behind, "court" | "jail" | "prison" | "school" | "trial" | "war" | "work");
        let adverb = matches!(next, "already" | "too" | "now" | "since");
        (self.scene.ends_phrase(verb.tokens.end) || adverb)
            && !elsewhere
            && !matches!(next, "on" | "into" | "through" | "under")
    }

    /// Whether people join an organization, not a strike or a queue.
    fn joins_staff(&self, verb: &Found) -> bool {
        let scene = self.scene;
        let at = verb.tokens.end;
        let reading = &scene.reading;
        let named = reading.organizations.within(at..scene.tokens.end).first();
        let named = named.is_some_and(|mention| mention.tokens.start <= at + 1);
        let determined = matches!(scene.word(at), "the" | "its" | "their" | "our" | "a");
        let workplace = determined && (at + 1..at + 4).any(|noun| is_workplace(scene.word(noun)));
        named || workplace || matches!(scene.word(at), "as" | "from" | "") || verb.tokens.len() > 1
    }

    /// Whether people apply for a post, not for a loan or a licence.
    fn asks_for_post(&self, verb: &Found) -> bool {
        let scene = self.scene;
        let applied = scene.word(verb.tokens.start).starts_with("appl");
        let sent = verb.tokens.len() > 1 && scene.word(verb.tokens.end - 1) != "for";
        let asks = matches!(scene.word(verb.tokens.end), "for" | "to" | "," | "." | "")
            || scene.word(verb.tokens.end - 1) == "for";
        (applied && asks || sent) && !scene.is_about("paperwork") && !is_public(scene)
    }

    /// Whether a verb behind its noun is a participle: "jobs lost", "80 jobs will be eliminated".
    pub(super) fn is_passive(&self, verb: &Found) -> bool {
        let before = verb.tokens.start.saturating_sub(3).max(self.tokens.end)..verb.tokens.start;
        let tags = self.scene.reading.tags.all();
        let mut in_front = before.clone().rev().skip_while(|&token| tags[token].upos == Upos::Adv);
        let auxiliary = in_front.next().is_some_and(|token| {
            matches!(
                self.scene.word(token),
                "be" | "been" | "being" | "is" | "are" | "was" | "were" | "get" | "got"
            )
        });
        let word = self.scene.word(verb.tokens.start);
        auxiliary && !word.ends_with("ing") || (before.is_empty() && word.ends_with(['d', 't', 'o']))
    }

    /// Whether someone who leaves leaves the job.
    pub(super) fn leaves_for_good(&self, verb: &Found) -> bool {
        let scene = self.scene;
        !scene.is_about("travel") && (verb.category == "gone" || crate::asserted::is_departure(scene, verb))
    }

    /// Whether an event in front of the figure is said to touch those it counts: "the layoffs affect 40 people".
    pub(super) fn is_affected(&self, event: &Found) -> bool {
        let between = event.tokens.end..self.tokens.start;
        let stems =
            ["affect", "appl", "claim", "concern", "cost", "cover", "hit", "impact", "involve", "target"];
        between.into_iter().any(|token| stems.iter().any(|stem| self.scene.word(token).starts_with(stem)))
    }

    /// Whether those counted are said to be touched by an event behind them: "40 people are affected by the closure".
    fn suffers_from(&self, event: &Found, end: usize) -> bool {
        const REACH: usize = 7;
        let between = end..event.tokens.start;
        let by = |token: usize| matches!(self.scene.word(token), "by" | "in");
        let stems = ["affect", "cover", "hit", "impact", "includ", "touch"];
        let touched = |token: usize| stems.iter().any(|stem| self.scene.word(token).starts_with(stem));
        between.len() <= REACH && between.clone().any(by) && between.clone().any(touched)
    }

    /// Whether a country or a whole trade loses the jobs, not an employer.
    fn is_of_economy(&self, verb: &Found) -> bool {
        let subject = self.scene.reading.subject_head(verb.tokens.start);
        subject.is_some_and(|noun| {
            matches!(
                self.scene.word(noun),
                "country" | "economy" | "economies" | "nation" | "region" | "state" | "states"
            )
        })
    }

    /// Whether the figure, with its noun that ends at a token, hangs on a verb or stands close behind it.
    pub(super) fn is_object(&self, verb: &Found, end: usize) -> bool {
        let reading = &self.scene.reading;
        let close = verb.tokens.end <= self.tokens.start && self.tokens.start - verb.tokens.end <= CLOSE;
        close || reading.is_argument(end - 1, verb.tokens.start)
    }

    /// Whether a verb can mean nothing but hiring.
    pub(super) fn is_hiring(&self, verb: &Found) -> bool {
        let word = self.scene.word(verb.tokens.start);
        word.starts_with("hir") || word.starts_with("recruit")
    }

    /// Whether the bare figure is a verb's subject, in a sentence that tells of people: "six have left".
    pub(super) fn is_subject_of(&self, verb: &Found) -> bool {
        let people = self.scene.terms.iter().any(|term| matches!(term.category, "people" | "staff"));
        let between = verb.tokens.start.saturating_sub(self.tokens.end);
        let pronoun = self.quantity.figure.form == Form::Vague;
        let tags = self.scene.reading.tags.all();
        let verbal = |token: usize| matches!(tags[token].upos, Upos::Aux | Upos::Adv);
        (people || pronoun)
            && between <= 2
            && (self.tokens.end..verb.tokens.start).all(verbal)
            && !self.scene.is_about("travel")
            && self.quantity.figure.unit.is_none()
    }

    /// A cut whose size the figure tells, where the sentence tells of staff: "the 7 percent cut".
    pub(super) fn cut(&self) -> Option<(&'static str, usize)> {
        let at = self.tokens.end;
        let cut = self.scene.term_at(at).filter(|term| term.category == "cut")?;
        let staff = self.scene.terms.iter().any(|term| matches!(term.category, "staff" | "jobs" | "people"));
        let noun = matches!(self.scene.word(at), "cut" | "cuts" | "reduction");
        let of_staff = self.scene.word(at + 1) != "in"
            || self.scene.terms_in(at + 2..at + 6).any(|term| matches!(term.category, "staff" | "jobs"));
        (staff && noun && of_staff).then_some((kind::LAYOFF, cut.tokens.start))
    }
}

/// Whether a staff does itself what the verb says: "the workforce shrank by 8 percent" tells its size.
fn is_subject(verb: &Found, noun: Option<&Found>) -> bool {
    noun.is_some_and(|noun| noun.category == "staff" && noun.tokens.end <= verb.tokens.start)
}

/// Whether a verb of losing says that people left: "lost", not "threatened" or "costs".
fn is_loss(word: &str) -> bool {
    ["los", "lur", "forfeit"].iter().any(|stem| word.starts_with(stem))
}
