//! Go's text/template: lexer, parser, exec, with Go's positions and messages.
