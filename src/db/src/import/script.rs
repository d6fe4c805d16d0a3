//! Runs one script: statements, values and the arithmetic they are made of.
//!
//! An error ends a row or a statement, never the file: reading goes on behind the next comma of the
//! list or the next semicolon.

use std::collections::{HashMap, HashSet};

use super::arithmetic::arithmetic;
use super::filter::{Comparison, Condition, Filter, Literal, Target};
use super::lexer::{BadToken, Lexer, Token};
use super::state::{Duplicate, State, column, column_count, target};

/// Parentheses within parentheses that a value may have.
const DEPTH_MAX: usize = 32;

/// What is wrong with a statement.
struct Fault(String);

impl From<&str> for Fault {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Fault {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<BadToken> for Fault {
    fn from(bad: BadToken) -> Self {
        bad.0.into()
    }
}

struct Script<'t, 's> {
    lexer: Lexer<'t>,
    /// The token that was looked at and not taken yet, and its line.
    ahead: Option<(Token<'t>, u32)>,
    /// Line of the last token taken.
    line: u32,
    /// True when the last token taken was the end of its statement.
    ended: bool,
    variables: HashMap<String, Literal>,
    /// Unknown columns that were reported.
    left_out: HashSet<String>,
    state: &'s mut State,
}

/// Runs `text`; what it says and what is wrong with it goes to `state`.
pub(super) fn run(text: &str, state: &mut State) {
    let mut script = Script {
        lexer: Lexer::new(text),
        ahead: None,
        line: 1,
        ended: false,
        variables: HashMap::new(),
        left_out: HashSet::new(),
        state,
    };
    loop {
        match script.statement() {
            Ok(true) => {}
            Ok(false) => return,
            Err(Fault(problem)) => {
                let line = script.line;
                script.state.report(line, problem);
                if !script.ended && !script.skip_statement() {
                    return;
                }
            }
        }
    }
}

impl<'t> Script<'t, '_> {
    fn peek(&mut self) -> Result<&Token<'t>, Fault> {
        if self.ahead.is_none() {
            let token = self.lexer.next();
            let line = self.lexer.line();
            match token {
                Ok(token) => self.ahead = Some((token, line)),
                Err(bad) => {
                    self.line = line;
                    return Err(bad.into());
                }
            }
        }
        match &self.ahead {
            Some((token, _)) => Ok(token),
            None => Err("end of file".into()),
        }
    }

    fn take(&mut self) -> Result<Token<'t>, Fault> {
        self.peek()?;
        let Some((token, line)) = self.ahead.take() else {
            return Err("end of file".into());
        };
        self.line = line;
        self.ended = token == Token::Sign(b';');
        Ok(token)
    }

    fn take_sign(&mut self, sign: u8) -> Result<bool, Fault> {
        let found = *self.peek()? == Token::Sign(sign);
        if found {
            self.take()?;
        }
        Ok(found)
    }

    fn take_word(&mut self, word: &str) -> Result<bool, Fault> {
        let found = matches!(self.peek()?, Token::Word(found) if found.eq_ignore_ascii_case(word));
        if found {
            self.take()?;
        }
        Ok(found)
    }

    fn expect_sign(&mut self, sign: u8) -> Result<(), Fault> {
        match self.take()? {
            Token::Sign(found) if found == sign => Ok(()),
            other => Err(format!("{:?} expected, not {other:?}", char::from(sign)).into()),
        }
    }

    fn expect_word(&mut self, word: &str) -> Result<(), Fault> {
        match self.take()? {
            Token::Word(found) if found.eq_ignore_ascii_case(word) => Ok(()),
            other => Err(format!("{word} expected, not {other:?}").into()),
        }
    }

    fn name(&mut self) -> Result<&'t str, Fault> {
        match self.take()? {
            Token::Word(name) => Ok(name),
            other => Err(format!("a name expected, not {other:?}").into()),
        }
    }

    /// A table's name, of which only the last part counts.
    fn table(&mut self) -> Result<Target, Fault> {
        let mut name = self.name()?;
        while self.take_sign(b'.')? {
            name = self.name()?;
        }
        target(name).ok_or_else(|| format!("unknown table {name}").into())
    }

    fn column(&mut self, table: Target) -> Result<usize, Fault> {
        let name = self.name()?;
        column(table, name).ok_or_else(|| format!("unknown column {name}").into())
    }

    /// Up to and including the next semicolon; false at the end of the file.
    fn skip_statement(&mut self) -> bool {
        loop {
            match self.take() {
                Ok(Token::Sign(b';')) => return true,
                Ok(Token::End) => return false,
                Ok(_) | Err(_) => {}
            }
        }
    }

    /// Runs the next statement; false at the end of the file.
    fn statement(&mut self) -> Result<bool, Fault> {
        let word = match self.take()? {
            Token::End => return Ok(false),
            Token::Sign(b';') => return Ok(true),
            Token::Word(word) => word.to_ascii_uppercase(),
            other => return Err(format!("a statement expected, not {other:?}").into()),
        };
        match word.as_str() {
            "SET" => return self.set(),
            "INSERT" => return self.insert(Duplicate::Error),
            "REPLACE" => return self.insert(Duplicate::Replace),
            "DELETE" => self.delete()?,
            "UPDATE" => self.update()?,
            "DROP" | "TRUNCATE" => self.empty_table()?,
            // The schema and the transaction are ours.
            "CREATE" | "ALTER" | "USE" | "LOCK" | "UNLOCK" | "START" | "BEGIN" | "COMMIT" => {
                return Ok(self.skip_statement());
            }
            _ => return Err(format!("{word} is not understood").into()),
        }
        self.end_of_statement()
    }

    /// A semicolon, or the end of the file in its place.
    fn end_of_statement(&mut self) -> Result<bool, Fault> {
        match self.take()? {
            Token::Sign(b';') => Ok(true),
            Token::End => Ok(false),
            other => Err(format!("the statement should end before {other:?}").into()),
        }
    }

    /// `SET @a = …, @b := …`; what a dump sets of its session (NAMES, FOREIGN_KEY_CHECKS, …) means
    /// nothing here.
    fn set(&mut self) -> Result<bool, Fault> {
        loop {
            let name = match self.take()? {
                Token::Variable(name) if !name.starts_with('@') => name,
                Token::Variable(_) | Token::Word(_) => return Ok(self.skip_statement()),
                other => return Err(format!("a variable expected, not {other:?}").into()),
            };
            self.take_sign(b':')?;
            self.expect_sign(b'=')?;
            let value = self.value(0)?;
            self.variables.insert(name.to_ascii_uppercase(), value);
            if !self.take_sign(b',')? {
                return self.end_of_statement();
            }
        }
    }

    fn insert(&mut self, mut duplicate: Duplicate) -> Result<bool, Fault> {
        if self.take_word("IGNORE")? {
            duplicate = Duplicate::Ignore;
        }
        self.take_word("INTO")?;
        let table = self.table()?;
        if self.take_word("SET")? {
            return self.insert_set(table, duplicate);
        }
        let columns = if self.take_sign(b'(')? {
            self.columns(table)?
        } else {
            (0..column_count(table)).map(Some).collect()
        };
        let known: Vec<usize> = columns.iter().copied().flatten().collect();
        if !self.take_word("VALUES")? && !self.take_word("VALUE")? {
            return Err("VALUES expected".into());
        }
        loop {
            if let Err(Fault(problem)) = self.insert_row(table, &columns, &known, duplicate) {
                let line = self.line;
                self.state.report(line, problem);
                if self.ended || !self.skip_row() {
                    return Ok(true);
                }
            }
            // Looked at, not taken: a statement whose semicolon is missing ends here too.
            match self.peek()? {
                Token::Sign(b',') => {
                    self.take()?;
                    // Files in the wild end a list with a comma now and then.
                    if self.take_sign(b';')? {
                        return Ok(true);
                    }
                }
                Token::Sign(b';') => return self.take().map(|_| true),
                Token::End => return Ok(false),
                // What ON DUPLICATE KEY does is what our own comparison does anyway.
                Token::Word(word) if word.eq_ignore_ascii_case("ON") => {
                    return Ok(self.skip_statement());
                }
                other => {
                    let problem = format!("',' or ';' expected, not {other:?}");
                    let line = self.line;
                    self.state.report(line, problem);
                    return Ok(true);
                }
            }
        }
    }

    /// `INSERT INTO table SET a = 1, b = 2`.
    fn insert_set(&mut self, table: Target, duplicate: Duplicate) -> Result<bool, Fault> {
        let (mut columns, mut values) = (Vec::new(), Vec::new());
        loop {
            let column = self.column(table)?;
            if columns.contains(&column) {
                return Err("a column twice".into());
            }
            self.expect_sign(b'=')?;
            columns.push(column);
            values.push(self.value(0)?);
            if !self.take_sign(b',')? {
                break;
            }
        }
        let line = self.line;
        if let Err(problem) = self.state.insert(table, &columns, &values, duplicate) {
            self.state.report(line, problem);
        }
        if self.take_word("ON")? {
            return Ok(self.skip_statement());
        }
        self.end_of_statement()
    }

    fn insert_row(
        &mut self,
        table: Target,
        columns: &[Option<usize>],
        known: &[usize],
        duplicate: Duplicate,
    ) -> Result<(), Fault> {
        let mut values = self.row()?;
        let line = self.line;
        let done = if values.len() == columns.len() {
            let mut named = columns.iter();
            values.retain(|_| named.next().is_some_and(Option::is_some));
            self.state.insert(table, known, &values, duplicate)
        } else {
            let (want, have) = (columns.len(), values.len());
            Err(format!("{have} values for {want} columns"))
        };
        // The row was read whole: nothing has to be skipped whatever is wrong with it.
        if let Err(problem) = done {
            self.state.report(line, problem);
        }
        Ok(())
    }

    /// The columns of an INSERT; `None` for one that only a newer schema has, whose values are left
    /// out. That is said once per file.
    fn columns(&mut self, table: Target) -> Result<Vec<Option<usize>>, Fault> {
        let mut columns = Vec::new();
        loop {
            let name = self.name()?;
            let column = column(table, name);
            if column.is_some() && columns.contains(&column) {
                return Err("a column twice".into());
            }
            if column.is_none() && self.left_out.insert(name.to_ascii_lowercase()) {
                let line = self.line;
                self.state
                    .report(line, format!("unknown column {name} is left out"));
            }
            columns.push(column);
            if !self.take_sign(b',')? {
                self.expect_sign(b')')?;
                return Ok(columns);
            }
        }
    }

    fn row(&mut self) -> Result<Vec<Literal>, Fault> {
        self.expect_sign(b'(')?;
        let mut values = Vec::with_capacity(18);
        loop {
            values.push(self.value(0)?);
            if !self.take_sign(b',')? {
                self.expect_sign(b')')?;
                return Ok(values);
            }
        }
    }

    /// To the end of a row that could not be read; false when the statement ended first.
    fn skip_row(&mut self) -> bool {
        loop {
            match self.take() {
                Ok(Token::Sign(b')')) => {
                    if matches!(self.peek(), Ok(Token::Sign(b',' | b';'))) {
                        return true;
                    }
                }
                Ok(Token::Sign(b';') | Token::End) => return false,
                Ok(_) | Err(_) => {}
            }
        }
    }

    fn delete(&mut self) -> Result<(), Fault> {
        self.expect_word("FROM")?;
        let target = self.table()?;
        let conditions = self.conditions(target)?;
        self.state.delete(Filter { target, conditions });
        Ok(())
    }

    fn empty_table(&mut self) -> Result<(), Fault> {
        self.take_word("TABLE")?;
        if self.take_word("IF")? {
            self.expect_word("EXISTS")?;
        }
        let target = self.table()?;
        self.state.delete(Filter {
            target,
            conditions: Vec::new(),
        });
        Ok(())
    }

    fn update(&mut self) -> Result<(), Fault> {
        if !self.state.overlay {
            return Err("UPDATE is understood in the overlay only".into());
        }
        let target = self.table()?;
        self.expect_word("SET")?;
        let mut changes = Vec::new();
        loop {
            let column = self.column(target)?;
            if column == 0 {
                return Err("an id cannot be updated".into());
            }
            self.expect_sign(b'=')?;
            changes.push((column, self.value(0)?));
            if !self.take_sign(b',')? {
                break;
            }
        }
        let conditions = self.conditions(target)?;
        let line = self.line;
        let filter = Filter { target, conditions };
        if self.state.update(&filter, &changes)? == 0 {
            self.state
                .report(line, "nothing in this import is updated by this");
        }
        Ok(())
    }

    /// `WHERE a AND b …`, or nothing, which means every row.
    fn conditions(&mut self, table: Target) -> Result<Vec<Condition>, Fault> {
        let mut conditions = Vec::new();
        if !self.take_word("WHERE")? {
            return Ok(conditions);
        }
        loop {
            self.condition(table, &mut conditions)?;
            if !self.take_word("AND")? {
                return Ok(conditions);
            }
        }
    }

    fn condition(&mut self, table: Target, all: &mut Vec<Condition>) -> Result<(), Fault> {
        let column = self.column(table)?;
        let mut push = |comparison, values| {
            all.push(Condition {
                column,
                comparison,
                values,
            });
        };
        if self.take_word("BETWEEN")? {
            push(Comparison::GreaterOrEqual, vec![self.value(0)?]);
            self.expect_word("AND")?;
            push(Comparison::LessOrEqual, vec![self.value(0)?]);
            return Ok(());
        }
        let negative = self.take_word("NOT")?;
        if self.take_word("IN")? {
            let values = self.row()?;
            push(
                if negative {
                    Comparison::NoneOf
                } else {
                    Comparison::OneOf
                },
                values,
            );
            return Ok(());
        }
        let Token::Sign(sign) = self.take()? else {
            return Err("a comparison expected".into());
        };
        let comparison = match sign {
            b'=' => Comparison::OneOf,
            b'!' => {
                self.expect_sign(b'=')?;
                Comparison::NoneOf
            }
            b'<' if self.take_sign(b'>')? => Comparison::NoneOf,
            b'<' if self.take_sign(b'=')? => Comparison::LessOrEqual,
            b'<' => Comparison::Less,
            b'>' if self.take_sign(b'=')? => Comparison::GreaterOrEqual,
            b'>' => Comparison::Greater,
            _ => return Err("a comparison expected".into()),
        };
        push(comparison, vec![self.value(0)?]);
        Ok(())
    }

    fn value(&mut self, depth: usize) -> Result<Literal, Fault> {
        let mut left = self.product(depth)?;
        loop {
            if self.take_sign(b'+')? {
                left = arithmetic(&left, b'+', &self.product(depth)?)?;
            } else if self.take_sign(b'-')? {
                left = arithmetic(&left, b'-', &self.product(depth)?)?;
            } else {
                return Ok(left);
            }
        }
    }

    fn product(&mut self, depth: usize) -> Result<Literal, Fault> {
        let mut left = self.factor(depth)?;
        loop {
            if self.take_sign(b'*')? {
                left = arithmetic(&left, b'*', &self.factor(depth)?)?;
            } else if self.take_sign(b'/')? {
                left = arithmetic(&left, b'/', &self.factor(depth)?)?;
            } else {
                return Ok(left);
            }
        }
    }

    fn factor(&mut self, depth: usize) -> Result<Literal, Fault> {
        if depth > DEPTH_MAX {
            return Err("too many parentheses".into());
        }
        // A row's end is looked at, not taken, so that the row after a fault can be found.
        if matches!(self.peek()?, Token::Sign(b')' | b',' | b';') | Token::End) {
            return Err("a value is missing".into());
        }
        match self.take()? {
            Token::Int(value) => Ok(Literal::Int(value)),
            Token::Real(value) => Ok(Literal::Real(value)),
            Token::Text(text) => {
                let mut text = text.into_owned();
                // Texts side by side are one.
                while let Token::Text(more) = self.peek()? {
                    text.push_str(more);
                    self.take()?;
                }
                Ok(Literal::Text(text))
            }
            Token::Sign(b'-') => Ok(arithmetic(
                &Literal::Int(0),
                b'-',
                &self.factor(depth + 1)?,
            )?),
            Token::Sign(b'+') => self.factor(depth + 1),
            Token::Sign(b'(') => {
                let value = if self.take_word("SELECT")? {
                    self.select(depth + 1)?
                } else {
                    self.value(depth + 1)?
                };
                self.expect_sign(b')')?;
                Ok(value)
            }
            Token::Variable(name) => {
                let value = self.variables.get(&name.to_ascii_uppercase());
                value
                    .cloned()
                    .ok_or_else(|| format!("@{name} is not set").into())
            }
            Token::Word(word) if word.eq_ignore_ascii_case("NULL") => Ok(Literal::Null),
            Token::Word(word) if word.eq_ignore_ascii_case("TRUE") => Ok(Literal::Int(1)),
            Token::Word(word) if word.eq_ignore_ascii_case("FALSE") => Ok(Literal::Int(0)),
            other => Err(format!("a value expected, not {other:?}").into()),
        }
    }

    /// `SELECT MAX(column) [+ n] FROM table`, with or without IFNULL around the MAX.
    fn select(&mut self, depth: usize) -> Result<Literal, Fault> {
        let guarded = self.take_word("IFNULL")? || self.take_word("COALESCE")?;
        if guarded {
            self.expect_sign(b'(')?;
        }
        self.expect_word("MAX")?;
        self.expect_sign(b'(')?;
        let name = self.name()?;
        self.expect_sign(b')')?;
        if guarded {
            self.expect_sign(b',')?;
            self.value(depth)?;
            self.expect_sign(b')')?;
        }
        let more = if self.take_sign(b'+')? {
            self.product(depth)?
        } else {
            Literal::Int(0)
        };
        self.expect_word("FROM")?;
        let table = self.table()?;
        let column = column(table, name).ok_or_else(|| format!("unknown column {name}"))?;
        Ok(arithmetic(
            &Literal::Int(self.state.max(table, column)),
            b'+',
            &more,
        )?)
    }
}
