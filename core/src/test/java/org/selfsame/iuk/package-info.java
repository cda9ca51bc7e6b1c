/// Tests of upgrade kits; mksquashfs, xorriso, tar, bsdtar, unsquashfs and the kernel make the releases and judge.
@NullMarked
package org.selfsame.iuk;

import org.jspecify.annotations.NullMarked;
