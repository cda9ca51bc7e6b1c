package org.selfsame.app.window.verify;

/// A line about what just happened. It never touches the verdict.
///
/// @param text for people
/// @param trouble whether it did not work
public record Notice(String text, boolean trouble) {}
