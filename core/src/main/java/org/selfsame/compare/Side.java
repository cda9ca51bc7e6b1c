package org.selfsame.compare;

/// One of the two things that are compared.
public enum Side {
    LEFT, RIGHT;

    /// The other one.
    public Side other() {
        return this == LEFT ? RIGHT : LEFT;
    }
}
