/// Where the steps of a build run: shut off from the host and from every network, in namespaces or in a virtual machine.
/// Both backends keep one contract ([org.selfsame.sandbox.Sandbox]) and must give the same bytes.
@NullMarked
package org.selfsame.sandbox;

import org.jspecify.annotations.NullMarked;
