package org.selfsame.build;

/// A package as dpkg's database of a system has it.
///
/// @param name its name; behind a colon the architecture, where packages of several can be installed together
/// @param version its version
/// @param architecture its architecture, or `all`
record Packaged(String name, String version, String architecture) {}
