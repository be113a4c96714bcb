//! A text split as SQLite splits it: quotes, comments, where a statement ends.

/// Why a text is no single query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// There is nothing in it.
    Empty,
    /// There is something behind the first statement.
    Several,
    /// A quote or comment doesn't end.
    Open(&'static str),
    /// A variable: nobody would give it a value.
    Variable(String),
    /// It begins with something else.
    Verb(String),
}

/// What a query begins with.
const VERBS: [&str; 3] = ["SELECT", "WITH", "VALUES"];

/// The one statement, without the semicolon at its end.
pub(super) fn statement(text: &str) -> Result<&str, Fault> {
    let bytes = text.as_bytes();
    let (mut at, mut end) = (0, None);
    let mut first: Option<usize> = None;
    while let Some(byte) = bytes.get(at) {
        let next = match byte {
            b if b.is_ascii_whitespace() => at + 1,
            b'-' if bytes.get(at + 1) == Some(&b'-') => line_end(bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'*') => comment_end(bytes, at)?,
            b';' if first.is_none() => return Err(Fault::Empty),
            b';' => {
                end = end.or(Some(at));
                at + 1
            }
            _ if end.is_some() => return Err(Fault::Several),
            b'\0' => return Err(Fault::Verb("\0".to_owned())),
            b'\'' | b'"' | b'`' => quote_end(bytes, at, *byte)?,
            b'[' => quote_end(bytes, at, b']')?,
            b'$' | b'?' | b'@' | b'#' | b':' => return Err(variable(text, at)),
            b if is_word(*b) => {
                let word = bytes[at..].iter().take_while(|b| is_word(**b)).count();
                at + word
            }
            _ => at + 1,
        };
        let blank = byte.is_ascii_whitespace()
            || text[at..].starts_with("--")
            || text[at..].starts_with("/*");
        if first.is_none() && !blank {
            first = Some(at);
            begins_as_query(&text[at..next])?;
        }
        at = next;
    }
    let Some(first) = first else {
        return Err(Fault::Empty);
    };
    Ok(&text[first..end.unwrap_or(text.len())])
}

/// A parenthesis may stand before a query for the parser, but not for SQLite.
fn begins_as_query(word: &str) -> Result<(), Fault> {
    if VERBS.iter().any(|verb| verb.eq_ignore_ascii_case(word)) {
        return Ok(());
    }
    Err(Fault::Verb(word.to_owned()))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    let line = bytes[at..].iter().take_while(|byte| **byte != b'\n');
    at + line.count()
}

fn comment_end(bytes: &[u8], at: usize) -> Result<usize, Fault> {
    let inside = bytes.get(at + 2..).unwrap_or_default();
    let length = inside.windows(2).position(|pair| pair == b"*/");
    length
        .map(|length| at + 2 + length + 2)
        .ok_or(Fault::Open("/*"))
}

/// Behind the closing quote; a quote written twice is one within.
fn quote_end(bytes: &[u8], at: usize, close: u8) -> Result<usize, Fault> {
    let mut next = at + 1;
    while let Some(byte) = bytes.get(next) {
        let twice = close != b']' && bytes.get(next + 1) == Some(&close);
        match *byte == close {
            true if twice => next += 2,
            true => return Ok(next + 1),
            false => next += 1,
        }
    }
    Err(Fault::Open(match close {
        b'\'' => "'",
        b'"' => "\"",
        b'`' => "`",
        _ => "[",
    }))
}

fn variable(text: &str, at: usize) -> Fault {
    let end = text[at + 1..].find(|c: char| !c.is_alphanumeric() && c != '_');
    let end = end.map_or(text.len(), |end| at + 1 + end);
    Fault::Variable(text[at..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_query_is_found_between_comments_and_semicolons() {
        assert_eq!(
            statement(" -- ;\n/* ; */ select ';' ; ; -- x"),
            Ok("select ';' ")
        );
        assert_eq!(statement("VALUES (1)"), Ok("VALUES (1)"));
        assert_eq!(
            statement("with \"a;\" as (select [;], `;`) select 1"),
            Ok("with \"a;\" as (select [;], `;`) select 1")
        );
    }

    #[test]
    fn everything_else_is_no_query() {
        assert_eq!(statement(""), Err(Fault::Empty));
        assert_eq!(statement(" ; "), Err(Fault::Empty));
        assert_eq!(statement("-- only words"), Err(Fault::Empty));
        assert_eq!(statement("select 1; select 2"), Err(Fault::Several));
        assert_eq!(statement("select 'a; attach b"), Err(Fault::Open("'")));
        assert_eq!(statement("select 1 /* never"), Err(Fault::Open("/*")));
        assert_eq!(
            statement("select $$; attach x$$"),
            Err(Fault::Variable("$".into()))
        );
        assert_eq!(
            statement("select :name"),
            Err(Fault::Variable(":name".into()))
        );
        assert_eq!(
            statement("pragma user_version"),
            Err(Fault::Verb("pragma".into()))
        );
        assert_eq!(statement("(select 1)"), Err(Fault::Verb("(".into())));
    }
}
