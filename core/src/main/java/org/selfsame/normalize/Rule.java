package org.selfsame.normalize;

/// One reason why two builds differ, and what makes it go away.
public sealed interface Rule permits ContentRule, TreeRule {

    /// The name: lower case, stable, used in commands, documents and logs. What the rule is for is told in
    /// docs/normalization.md, under this name.
    String id();
}
