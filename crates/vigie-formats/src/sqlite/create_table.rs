//! CREATE TABLE statements, as far as they say how rows are stored.
//!
//! <https://www.sqlite.org/lang_createtable.html>

use std::iter::Peekable;

use super::sql::{Token, Tokens};

/// Most columns of one table: SQLite's own hard limit.
const MAX_COLUMNS: usize = 32_767;

/// What a CREATE TABLE statement says about storage.
#[derive(Debug, Default)]
pub(super) struct CreateTable {
    /// The columns, in order.
    pub(super) columns: Vec<ColumnDefinition>,
    /// The columns of the primary key, in its order.
    pub(super) primary_key: Vec<KeyColumn>,
    /// Whether the key is one column declared `PRIMARY KEY DESC`, which does not make it the rowid.
    pub(super) descending_quirk: bool,
    /// Whether there is no rowid.
    pub(super) without_rowid: bool,
}

/// A column of a CREATE TABLE statement.
#[derive(Debug, Default)]
pub(super) struct ColumnDefinition {
    /// Its name.
    pub(super) name: String,
    /// The words of its type, joined by spaces.
    pub(super) type_name: String,
    /// Its collating sequence, where one is declared.
    pub(super) collation: String,
    /// Its default value, as written.
    pub(super) default: Option<Literal>,
    /// Whether it is computed when it is read, and thus not stored.
    pub(super) is_virtual: bool,
    /// Whether it never holds NULL.
    pub(super) not_null: bool,
}

/// A column of a primary key.
#[derive(Debug, PartialEq)]
pub(super) struct KeyColumn {
    /// Its name.
    pub(super) name: String,
    /// Its collating sequence, where the key declares one.
    pub(super) collation: String,
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Literal {
    Null,
    /// A number as written, with its sign.
    Number(String),
    Text(String),
    Blob(Vec<u8>),
}

impl CreateTable {
    /// Reads the statement; what follows an error is left out. `None` when it has no columns.
    pub(super) fn parse(sql: &str) -> Option<Self> {
        let mut statement = Statement { tokens: Tokens::new(sql).peekable() };
        statement.tokens.by_ref().find(|token| *token == Token::Sign('('))?;
        let mut table = Self::default();
        statement.definitions(&mut table);
        statement.options(&mut table);
        (!table.columns.is_empty()).then_some(table)
    }
}

/// A statement being read.
struct Statement<'a> {
    tokens: Peekable<Tokens<'a>>,
}

impl<'a> Statement<'a> {
    /// Everything between the outer parentheses.
    fn definitions(&mut self, table: &mut CreateTable) {
        let mut in_constraints = false;
        while let Some(first) = self.tokens.peek() {
            in_constraints |= ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"]
                .iter()
                .any(|keyword| first.is(keyword));
            if in_constraints {
                self.table_constraint(table);
            } else if !self.column(table) {
                return;
            }
            match self.tokens.next() {
                Some(Token::Sign(',')) if table.columns.len() < MAX_COLUMNS => {}
                _ => return,
            }
        }
    }

    /// What follows the closing parenthesis.
    fn options(&mut self, table: &mut CreateTable) {
        while let Some(token) = self.tokens.next() {
            if token.is("WITHOUT") && self.took("ROWID") {
                table.without_rowid = true;
            }
        }
    }

    /// A column, up to the comma or parenthesis behind it. False when there is none.
    fn column(&mut self, table: &mut CreateTable) -> bool {
        let Some(name) = self.name() else { return false };
        let mut column =
            ColumnDefinition { name, type_name: self.type_name(), ..Default::default() };
        while let Some(token) = self.tokens.next_if(|token| !ends_definition(token)) {
            self.column_constraint(&token, &mut column, table);
        }
        table.columns.push(column);
        true
    }

    /// A type: words, and numbers in parentheses.
    fn type_name(&mut self) -> String {
        let mut name = String::new();
        loop {
            let word = match self.tokens.next_if(is_of_type) {
                Some(Token::Word(word)) => word.to_owned(),
                Some(Token::Name(word) | Token::Text(word)) => word,
                Some(Token::Sign('(')) if !name.is_empty() => {
                    self.skip_group();
                    return name;
                }
                _ => return name,
            };
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(&word);
        }
    }

    /// A constraint of `column` whose first word is `token`.
    fn column_constraint(
        &mut self,
        token: &Token<'_>,
        column: &mut ColumnDefinition,
        table: &mut CreateTable,
    ) {
        match token {
            Token::Sign('(') => self.skip_group(),
            Token::Word(word) => match word.to_ascii_uppercase().as_str() {
                // The next word is a name or an action, whatever else it may mean.
                "CONSTRAINT" | "REFERENCES" | "SET" => drop(self.next_inside()),
                "COLLATE" => column.collation = self.name().unwrap_or_default(),
                "DEFAULT" => column.default = self.default_value(),
                "NOT" if self.took("NULL") => column.not_null = true,
                "PRIMARY" if self.took("KEY") => {
                    table.descending_quirk = self.took("DESC");
                    let key = KeyColumn { name: column.name.clone(), collation: String::new() };
                    table.primary_key = vec![key];
                }
                "AS" => {
                    if self.tokens.next_if_eq(&Token::Sign('(')).is_some() {
                        self.skip_group();
                    }
                    column.is_virtual = !self.took("STORED");
                }
                _ => {}
            },
            _ => {}
        }
    }

    /// A constraint of the table, up to the comma or parenthesis behind it.
    fn table_constraint(&mut self, table: &mut CreateTable) {
        while let Some(token) = self.tokens.next_if(|token| !ends_definition(token)) {
            if token.is("CONSTRAINT") || token.is("REFERENCES") {
                self.next_inside();
            } else if token.is("PRIMARY") && self.took("KEY") {
                if self.tokens.next_if_eq(&Token::Sign('(')).is_some() {
                    table.primary_key = self.key_columns();
                    table.descending_quirk = false;
                }
            } else if token == Token::Sign('(') {
                self.skip_group();
            }
        }
    }

    /// The columns of a primary key, whose opening parenthesis was taken.
    fn key_columns(&mut self) -> Vec<KeyColumn> {
        let mut columns = Vec::new();
        while let Some(name) = self.name() {
            let mut collation = String::new();
            loop {
                match self.tokens.next() {
                    Some(Token::Sign(',')) => break,
                    Some(Token::Sign(')')) | None => {
                        columns.push(KeyColumn { name, collation });
                        return columns;
                    }
                    Some(token) if token.is("COLLATE") => {
                        collation = self.name().unwrap_or_default();
                    }
                    Some(_) => {}
                }
            }
            columns.push(KeyColumn { name, collation });
        }
        columns
    }

    /// The constant behind DEFAULT. `None` for anything that must be computed.
    fn default_value(&mut self) -> Option<Literal> {
        let mut depth = 0_u32;
        while self.tokens.next_if_eq(&Token::Sign('(')).is_some() {
            depth = depth.saturating_add(1);
        }
        let mut sign = "";
        while let Some(Token::Sign(met)) =
            self.tokens.next_if(|token| matches!(token, Token::Sign('+' | '-')))
        {
            sign = match (met, sign) {
                ('-', "-") => "",
                ('-', _) => "-",
                _ => sign,
            };
        }
        let mut literal = match self.next_inside()? {
            Token::Number(number) => Some(Literal::Number(format!("{sign}{number}"))),
            Token::Text(text) | Token::Name(text) => Some(Literal::Text(text)),
            Token::Blob(blob) => Some(Literal::Blob(blob)),
            word if word.is("NULL") => Some(Literal::Null),
            word if word.is("TRUE") => Some(Literal::Number("1".to_owned())),
            word if word.is("FALSE") => Some(Literal::Number("0".to_owned())),
            // The time of insertion: rows that had a value then have it stored.
            word if word.is("CURRENT_TIME") => None,
            word if word.is("CURRENT_DATE") => None,
            word if word.is("CURRENT_TIMESTAMP") => None,
            Token::Word(word) if depth == 0 => Some(Literal::Text(word.to_owned())),
            _ => None,
        };
        while depth > 0 {
            match self.tokens.next()? {
                Token::Sign(')') => depth -= 1,
                Token::Sign('(') => {
                    depth = depth.saturating_add(1);
                    literal = None;
                }
                _ => literal = None,
            }
        }
        literal
    }

    /// A name, with quotes or without.
    fn name(&mut self) -> Option<String> {
        match self.tokens.next_if(|token| !matches!(token, Token::Sign(_)))? {
            Token::Word(word) => Some(word.to_owned()),
            Token::Name(name) | Token::Text(name) => Some(name),
            _ => None,
        }
    }

    /// The next word, unless the definition ends.
    fn next_inside(&mut self) -> Option<Token<'a>> {
        self.tokens.next_if(|token| !ends_definition(token))
    }

    /// Takes the keyword `keyword`, if it is next.
    fn took(&mut self, keyword: &str) -> bool {
        self.tokens.next_if(|token| token.is(keyword)).is_some()
    }

    /// Leaves out the rest of a group whose opening parenthesis was taken.
    fn skip_group(&mut self) {
        let mut depth = 1_u32;
        for token in self.tokens.by_ref() {
            depth = match token {
                Token::Sign('(') => depth.saturating_add(1),
                Token::Sign(')') => depth - 1,
                _ => depth,
            };
            if depth == 0 {
                return;
            }
        }
    }
}

fn ends_definition(token: &Token<'_>) -> bool {
    matches!(token, Token::Sign(',' | ')'))
}

/// Whether `token` can belong to a type, and does not begin a constraint.
fn is_of_type(token: &Token<'_>) -> bool {
    const CONSTRAINTS: [&str; 11] = [
        "CONSTRAINT",
        "PRIMARY",
        "NOT",
        "NULL",
        "UNIQUE",
        "CHECK",
        "DEFAULT",
        "COLLATE",
        "REFERENCES",
        "GENERATED",
        "AS",
    ];
    match token {
        Token::Word(_) => !CONSTRAINTS.iter().any(|keyword| token.is(keyword)),
        Token::Name(_) | Token::Text(_) | Token::Sign('(') => true,
        _ => false,
    }
}
