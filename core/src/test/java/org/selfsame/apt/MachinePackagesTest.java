package org.selfsame.apt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.selfsame.sandbox.MachineParts;

/// What a lock names for a virtual machine is what one is made of; the two rooms do not know each other.
class MachinePackagesTest {
    @Test
    void locksWhatAMachineIsMadeOf() {
        assertThat(MachinePackages.TOOLS).isEqualTo(MachineParts.TOOLS);
        assertThat(MachinePackages.kernel("amd64")).isEqualTo(MachineParts.KERNEL);
    }
}
