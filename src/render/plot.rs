//! Charts as inline SVG, a piece for each row of a table: the table says in words what the piece draws, so that who
//! cannot see it loses nothing. Places are percentages of the row, exact to a hundredth; a piece is as wide as the
//! page lets it be, and nothing in it needs to be scaled.

use crate::report::Scale;
use crate::score::Score;

/// A bar from nothing to the number, across the lines of the scale.
#[must_use]
pub fn bar(scale: &Scale, value: &str) -> String {
    let axis = Axis::new(scale);
    let bar = axis.place(value).map(|end| {
        let start = axis.place("0").unwrap_or_else(|| "0.00".to_owned());
        format!(r#"<line class="bar" x1="{start}%" x2="{end}%" y1="50%" y2="50%"/>"#)
    });
    axis.piece(&bar.unwrap_or_default())
}

/// A dot for each number and a line from the lowest to the highest.
#[must_use]
pub fn dots(scale: &Scale, values: &[String]) -> String {
    let axis = Axis::new(scale);
    let mut numbers: Vec<Score> = values.iter().filter_map(|value| Score::parse(value).ok()).collect();
    numbers.sort();
    let places: Vec<String> = numbers.iter().map(|number| axis.place_of(number)).collect();
    let mut drawn = String::new();
    if let (Some(first), Some(last)) = (places.first(), places.last()) {
        drawn.push_str(&format!(r#"<line class="reach" x1="{first}%" x2="{last}%" y1="50%" y2="50%"/>"#));
    }
    for place in &places {
        drawn.push_str(&format!(r#"<circle class="dot" cx="{place}%" cy="50%" r="4"/>"#));
    }
    axis.piece(&drawn)
}

/// The numbers of the scale, for the head of the table.
#[must_use]
pub fn axis(scale: &Scale) -> String {
    let axis = Axis::new(scale);
    let mut drawn = String::new();
    for tick in &scale.ticks {
        let Some(place) = axis.place(&tick.at) else { continue };
        // A number at an end stays inside.
        let anchor = match place.as_str() {
            "0.00" => "start",
            "100.00" => "end",
            _ => "middle",
        };
        let text = &tick.text;
        drawn.push_str(&format!(r#"<text x="{place}%" y="70%" text-anchor="{anchor}">{text}</text>"#));
    }
    svg(&drawn)
}

/// Where numbers of a scale come in a row.
struct Axis<'s> {
    scale: &'s Scale,
    from: Score,
    span: Score,
}

impl Axis<'_> {
    fn new(scale: &Scale) -> Axis<'_> {
        let number = |text: &str| Score::parse(text).unwrap_or_else(|_| Score::integer(0));
        let (from, to) = (number(&scale.from), number(&scale.to));
        let span = &to - &from;
        Axis { scale, from, span: if span.is_zero() { Score::integer(1) } else { span } }
    }

    /// In hundredths of the width, inside the row.
    fn place_of(&self, number: &Score) -> String {
        let part = &(number - &self.from) / &self.span;
        let part = part.clamp(Score::integer(0), Score::integer(1));
        (&part * &Score::integer(100)).decimal(2)
    }

    fn place(&self, number: &str) -> Option<String> {
        Score::parse(number).ok().map(|number| self.place_of(&number))
    }

    fn piece(&self, drawn: &str) -> String {
        let line = |class: &str, at: &str| {
            let place = self.place(at)?;
            Some(format!(r#"<line class="{class}" x1="{place}%" x2="{place}%" y1="0" y2="100%"/>"#))
        };
        let ticks: String = self.scale.ticks.iter().filter_map(|tick| line("tick", &tick.at)).collect();
        let bounds: String = self.scale.bounds.iter().filter_map(|bound| line("bound", &bound.at)).collect();
        svg(&format!("{ticks}{drawn}{bounds}"))
    }
}

fn svg(drawn: &str) -> String {
    format!(r#"<svg aria-hidden="true" focusable="false">{drawn}</svg>"#)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Tick;

    fn scale() -> Scale {
        let tick = |at: &str| Tick { at: at.to_owned(), text: at.to_owned() };
        Scale { from: "0".into(), to: "24".into(), ticks: vec![tick("0"), tick("12")], bounds: vec![tick("16")] }
    }

    #[test]
    fn a_bar_ends_where_its_number_is() {
        // 18 of 24 are three quarters; the bound, 16 of 24, is two thirds.
        let drawn = bar(&scale(), "18");
        assert!(drawn.contains(r#"<line class="bar" x1="0.00%" x2="75.00%""#), "{drawn}");
        assert!(drawn.contains(r#"<line class="bound" x1="66.67%" x2="66.67%""#), "{drawn}");
        assert!(drawn.contains(r#"<line class="tick" x1="50.00%""#), "{drawn}");
    }

    #[test]
    fn numbers_below_zero_go_to_the_left_of_it() {
        let scale = Scale { from: "-10".into(), to: "10".into(), ticks: Vec::new(), bounds: Vec::new() };
        assert!(bar(&scale, "-5").contains(r#"x1="50.00%" x2="25.00%""#));
    }

    #[test]
    fn dots_reach_from_the_lowest_to_the_highest() {
        let drawn = dots(&scale(), &["18".to_owned(), "6".to_owned(), "25/2".to_owned()]);
        assert!(drawn.contains(r#"<line class="reach" x1="25.00%" x2="75.00%""#), "{drawn}");
        assert_eq!(drawn.matches("<circle").count(), 3);
        assert!(drawn.contains(r#"cx="52.08%""#), "12.5 of 24: {drawn}");
    }
}
