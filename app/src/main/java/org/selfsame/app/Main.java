package org.selfsame.app;

/// Starts the window without arguments, the command line with some.
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
