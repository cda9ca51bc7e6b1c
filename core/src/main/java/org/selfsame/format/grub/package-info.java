/// GRUB's own images: the core image that a BIOS starts, and the list of modules in it and in GRUB's EFI programs.
@NullMarked
package org.selfsame.format.grub;

import org.jspecify.annotations.NullMarked;
