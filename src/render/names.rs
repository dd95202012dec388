//! The names that a template uses and its data does not have: all of them, each with its line.
//!
//! Receives the source of a template and the shape of its data. Rendering stops at the first such name, and passes
//! over those in branches that this data does not reach; here the parsed template is walked, and every name is
//! followed through loops and macros to the field that it means. What cannot be told without the data is let pass.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::machinery::ast::{Call, CallArg, CallType, Expr, Macro, Stmt};
use minijinja::machinery::parse;
use minijinja::{Environment, Error};

use crate::diagnostic::nearest;
use crate::language::{Catalogue, Language};
use crate::render::fault::Problem;
use crate::render::shape::{Field, Shape};

/// How deep macros are followed that call one another.
const DEPTH: usize = 8;

/// What `loop` has.
const LOOP: [&str; 13] = [
    "index",
    "index0",
    "revindex",
    "revindex0",
    "first",
    "last",
    "length",
    "depth",
    "depth0",
    "previtem",
    "nextitem",
    "cycle",
    "changed",
];

/// The names that are not known in the source of the template of this name, by line.
///
/// # Errors
/// The source is no template.
pub(super) fn unknown_names(
    template: &str,
    source: &str,
    shape: &Shape,
    environment: &Environment,
) -> Result<Vec<(usize, Problem)>, Error> {
    let template = parse(source, template, environment.syntax().clone())?;
    let mut walk = Walk {
        root: shape,
        globals: environment.globals().map(|(name, _)| name.to_owned()).collect(),
        catalogue: Catalogue::new(Language::En),
        macros: BTreeMap::new(),
        scopes: vec![BTreeMap::new()],
        tested: BTreeSet::new(),
        extends: false,
        depth: 0,
        found: BTreeSet::new(),
    };
    if let Stmt::Template(template) = &template {
        walk.look_ahead(&template.children);
        walk.all(&template.children);
    }
    Ok(walk.found.into_iter().map(|(line, name, nearest)| (line, Problem::UnknownName { name, nearest })).collect())
}

struct Walk<'a, 's> {
    root: &'s Shape,
    /// The functions and constants of the engine.
    globals: BTreeSet<String>,
    catalogue: Catalogue,
    macros: BTreeMap<&'a str, &'a Macro<'a>>,
    scopes: Vec<BTreeMap<String, Shape>>,
    /// Names whose absence the template asks for.
    tested: BTreeSet<String>,
    /// Whether another template may have set names.
    extends: bool,
    depth: usize,
    found: BTreeSet<(usize, String, Option<String>)>,
}

impl<'a> Walk<'a, '_> {
    /// Macros, and names that are asked whether they are there.
    fn look_ahead(&mut self, statements: &'a [Stmt<'a>]) {
        for statement in statements {
            match statement {
                Stmt::Macro(each) => {
                    self.macros.insert(each.name, each);
                }
                Stmt::Extends(_) => self.extends = true,
                _ => {}
            }
        }
    }

    fn all(&mut self, statements: &'a [Stmt<'a>]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn inside(&mut self, statements: &'a [Stmt<'a>], names: BTreeMap<String, Shape>) {
        self.scopes.push(names);
        self.all(statements);
        self.scopes.pop();
    }

    fn statement(&mut self, statement: &'a Stmt<'a>) {
        match statement {
            Stmt::Template(each) => self.all(&each.children),
            Stmt::EmitExpr(each) => {
                self.shape(&each.expr);
            }
            Stmt::EmitRaw(_) => {}
            Stmt::ForLoop(each) => {
                let item = match self.shape(&each.iter) {
                    Shape::List(item) => *item,
                    Shape::Text | Shape::Number | Shape::Truth | Shape::Named(_) | Shape::Record(_) | Shape::Any => {
                        Shape::Any
                    }
                };
                let mut names = bound(&each.target, item);
                names.insert("loop".to_owned(), loop_shape());
                self.scopes.push(names);
                if let Some(filter) = &each.filter_expr {
                    self.shape(filter);
                }
                self.all(&each.body);
                self.scopes.pop();
                self.inside(&each.else_body, BTreeMap::new());
            }
            Stmt::IfCond(each) => {
                self.shape(&each.expr);
                self.all(&each.true_body);
                self.all(&each.false_body);
            }
            Stmt::WithBlock(each) => {
                let mut names = BTreeMap::new();
                for (target, value) in &each.assignments {
                    let shape = self.shape(value);
                    names.extend(bound(target, shape));
                }
                self.inside(&each.body, names);
            }
            Stmt::Set(each) => {
                let shape = self.shape(&each.expr);
                self.bind(bound(&each.target, shape));
            }
            Stmt::SetBlock(each) => {
                self.inside(&each.body, BTreeMap::new());
                self.bind(bound(&each.target, Shape::Text));
            }
            Stmt::AutoEscape(each) => self.all(&each.body),
            Stmt::FilterBlock(each) => self.all(&each.body),
            Stmt::Block(each) => self.inside(&each.body, BTreeMap::new()),
            Stmt::Import(each) => self.bind(bound(&each.name, Shape::Any)),
            Stmt::FromImport(each) => {
                for (name, alias) in &each.names {
                    self.bind(bound(alias.as_ref().unwrap_or(name), Shape::Any));
                }
            }
            // A macro that nobody calls is looked at with whatever it may be given.
            Stmt::Macro(each) => self.called(each, &[]),
            Stmt::CallBlock(each) => {
                self.call(&each.call);
                self.called(&each.macro_decl, &[]);
            }
            Stmt::Do(each) => {
                self.call(&each.call);
            }
            Stmt::Extends(_) | Stmt::Include(_) => {}
        }
    }

    fn bind(&mut self, names: BTreeMap<String, Shape>) {
        self.scopes.last_mut().expect("the outermost scope is never left").extend(names);
    }

    /// Looks into a macro with what it is given.
    fn called(&mut self, each: &'a Macro<'a>, given: &[Shape]) {
        if self.depth == DEPTH {
            return;
        }
        self.depth += 1;
        let mut names: BTreeMap<String, Shape> = BTreeMap::from([("caller".to_owned(), Shape::Any)]);
        for (index, target) in each.args.iter().enumerate() {
            names.extend(bound(target, given.get(index).cloned().unwrap_or(Shape::Any)));
        }
        self.inside(&each.body, names);
        self.depth -= 1;
    }

    /// Follows an expression to what it gives.
    fn shape(&mut self, expression: &'a Expr<'a>) -> Shape {
        match expression {
            Expr::Var(each) => self.name(each.id, usize::from(each.span().start_line)),
            Expr::Const(_) => Shape::Any,
            Expr::Slice(each) => {
                for part in [&each.start, &each.stop, &each.step].into_iter().flatten() {
                    self.shape(part);
                }
                self.shape(&each.expr)
            }
            Expr::UnaryOp(each) => {
                self.shape(&each.expr);
                Shape::Any
            }
            Expr::BinOp(each) => {
                self.shape(&each.left);
                self.shape(&each.right);
                Shape::Any
            }
            Expr::Compare(each) => {
                self.shape(&each.expr);
                for operand in &each.ops {
                    self.shape(&operand.expr);
                }
                Shape::Any
            }
            Expr::IfExpr(each) => {
                self.shape(&each.test_expr);
                let otherwise = each.false_expr.as_ref().map(|other| self.shape(other));
                let shape = self.shape(&each.true_expr);
                if otherwise.is_none_or(|other| other == shape) { shape } else { Shape::Any }
            }
            Expr::Filter(each) => {
                self.arguments(&each.args);
                let Some(of) = &each.expr else { return Shape::Any };
                let is_default = matches!(each.name, "default" | "d");
                let shape = if is_default { self.allowed(of) } else { self.shape(of) };
                filtered(each.name, shape)
            }
            Expr::Test(each) => {
                self.arguments(&each.args);
                if matches!(each.name, "defined" | "undefined") {
                    self.allowed(&each.expr);
                    self.tested.extend(last_name(&each.expr));
                } else {
                    self.shape(&each.expr);
                }
                Shape::Truth
            }
            Expr::GetAttr(each) => {
                let of = self.shape(&each.expr);
                self.field(&of, each.name, expression)
            }
            Expr::GetItem(each) => {
                let of = self.shape(&each.expr);
                self.shape(&each.subscript_expr);
                match (&of, each.subscript_expr.as_const().as_ref().and_then(|name| name.as_str())) {
                    (Shape::Record(_), Some(name)) => self.field(&of, name, expression),
                    (Shape::List(item) | Shape::Named(item), _) => (**item).clone(),
                    _ => Shape::Any,
                }
            }
            Expr::Call(each) => self.call(each),
            Expr::List(each) => self.parts(&each.items),
            Expr::Tuple(each) => self.parts(&each.items),
            Expr::Map(each) => {
                self.parts(&each.keys);
                self.parts(&each.values)
            }
        }
    }

    fn parts(&mut self, expressions: &'a [Expr<'a>]) -> Shape {
        for each in expressions {
            self.shape(each);
        }
        Shape::Any
    }

    /// The shape of what may be missing.
    fn allowed(&mut self, expression: &'a Expr<'a>) -> Shape {
        let found = self.found.clone();
        let shape = self.shape(expression);
        self.found = found;
        shape
    }

    fn arguments(&mut self, arguments: &'a [CallArg<'a>]) -> Vec<Shape> {
        let shape = |argument: &'a CallArg<'a>| match argument {
            CallArg::Pos(each) | CallArg::Kwarg(_, each) | CallArg::PosSplat(each) | CallArg::KwargSplat(each) => {
                self.shape(each)
            }
        };
        arguments.iter().map(shape).collect()
    }

    fn call(&mut self, call: &'a Call<'a>) -> Shape {
        let given = self.arguments(&call.args);
        match call.identify_call() {
            CallType::Function("text") => {
                if let Some(CallArg::Pos(key)) = call.args.first() {
                    self.text_key(key);
                }
                return Shape::Text;
            }
            CallType::Function("super") | CallType::Block(_) => {}
            CallType::Function(name) => match self.macros.get(name).copied() {
                Some(each) => self.called(each, &given),
                None => {
                    self.shape(&call.expr);
                }
            },
            CallType::Method(of, _) => {
                self.shape(of);
            }
            CallType::Object(of) => {
                self.shape(of);
            }
        }
        Shape::Any
    }

    /// The catalogues have the same keys in every language.
    fn text_key(&mut self, key: &'a Expr<'a>) {
        let value = key.as_const();
        if let Some(key_text) = value.as_ref().and_then(|value| value.as_str())
            && !self.catalogue.has(key_text)
        {
            let line = usize::from(key.span().start_line);
            self.found.insert((line, format!("text(\"{key_text}\")"), None));
        }
    }

    fn name(&mut self, name: &str, line: usize) -> Shape {
        let own = self.scopes.iter().rev().find_map(|scope| scope.get(name));
        if let Some(shape) = own.or_else(|| field(self.root, name).map(|field| &field.shape)) {
            return shape.clone();
        }
        let known = self.globals.contains(name) || self.macros.contains_key(name) || name == "self";
        if !known && !self.extends && !self.tested.contains(name) {
            let scoped = self.scopes.iter().flat_map(|scope| scope.keys());
            let names = scoped.map(String::as_str).chain(field_names(self.root));
            let near = nearest(name, names).map(str::to_owned);
            self.found.insert((line, name.to_owned(), near));
        }
        Shape::Any
    }

    fn field(&mut self, of: &Shape, name: &str, expression: &Expr) -> Shape {
        match of {
            Shape::Any => Shape::Any,
            Shape::Named(item) => (**item).clone(),
            Shape::Record(_) | Shape::Text | Shape::Number | Shape::Truth | Shape::List(_) => {
                if let Some(found) = field(of, name) {
                    return found.shape.clone();
                }
                if !self.tested.contains(name) {
                    let near = nearest(name, field_names(of)).map(str::to_owned);
                    let line = usize::from(expression.span().start_line);
                    self.found.insert((line, written(expression), near));
                }
                Shape::Any
            }
        }
    }
}

/// The names that a target gives to a value.
fn bound(target: &Expr, shape: Shape) -> BTreeMap<String, Shape> {
    match target {
        Expr::Var(each) => BTreeMap::from([(each.id.to_owned(), shape)]),
        Expr::List(each) => each.items.iter().flat_map(|item| bound(item, Shape::Any)).collect(),
        Expr::Tuple(each) => each.items.iter().flat_map(|item| bound(item, Shape::Any)).collect(),
        _ => BTreeMap::new(),
    }
}

fn loop_shape() -> Shape {
    let field =
        |name: &&str| Field { name: (*name).to_owned(), shape: Shape::Any, optional: false, says: String::new() };
    Shape::Record(LOOP.iter().map(field).collect())
}

/// What a filter makes of a value.
fn filtered(name: &str, shape: Shape) -> Shape {
    match (name, shape) {
        ("first" | "last" | "min" | "max" | "random", Shape::List(item)) => *item,
        (
            "sort" | "reverse" | "unique" | "list" | "select" | "reject" | "selectattr" | "rejectattr" | "default"
            | "d",
            shape,
        ) => shape,
        ("length" | "count", _) => Shape::Number,
        _ => Shape::Any,
    }
}

fn field<'s>(shape: &'s Shape, name: &str) -> Option<&'s Field> {
    match shape {
        Shape::Record(fields) => fields.iter().find(|field| field.name == name),
        Shape::Text | Shape::Number | Shape::Truth | Shape::List(_) | Shape::Named(_) | Shape::Any => None,
    }
}

fn field_names(shape: &Shape) -> impl Iterator<Item = &str> {
    let fields: &[Field] = match shape {
        Shape::Record(fields) => fields,
        Shape::Text | Shape::Number | Shape::Truth | Shape::List(_) | Shape::Named(_) | Shape::Any => &[],
    };
    fields.iter().map(|field| field.name.as_str())
}

/// The last name of what is asked for: `c` of `a.b.c`.
fn last_name(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Var(each) => Some(each.id.to_owned()),
        Expr::GetAttr(each) => Some(each.name.to_owned()),
        _ => None,
    }
}

/// The names of an expression as they are written: `person.shoe_size`.
fn written(expression: &Expr) -> String {
    match expression {
        Expr::Var(each) => each.id.to_owned(),
        Expr::GetAttr(each) => format!("{}.{}", written(&each.expr), each.name),
        Expr::GetItem(each) => {
            let key = each.subscript_expr.as_const().map(|key| key.to_string()).unwrap_or_default();
            format!("{}[{key}]", written(&each.expr))
        }
        _ => "…".to_owned(),
    }
}
