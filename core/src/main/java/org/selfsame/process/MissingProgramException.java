package org.selfsame.process;

import java.io.IOException;

/// A program that is needed is not on this computer.
public final class MissingProgramException extends IOException {
    private final String program;
    private final String debianPackage;

    /// @param program its name
    /// @param debianPackage the Debian package that holds it
    public MissingProgramException(String program, String debianPackage) {
        super(program + " is not installed (Debian package " + debianPackage + ")");
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /// Its name.
    public String program() {
        return program;
    }

    /// The Debian package that holds it.
    public String debianPackage() {
        return debianPackage;
    }
}
