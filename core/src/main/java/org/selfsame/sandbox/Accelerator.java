package org.selfsame.sandbox;

/// What runs the processors of a virtual machine.
public enum Accelerator {
    /// The processors of the host, through Linux.
    KVM,
    /// QEMU, which translates every instruction: many times slower, and the same everywhere.
    TCG
}
