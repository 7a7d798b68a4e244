package org.slf4j;

import org.slf4j.spi.MDCAdapter;

/** Puts a mapped diagnostic context in the place of the one that the tests' logging library does not have. */
public final class MdcForTests {
    private final MDCAdapter before = MDC.getMDCAdapter();

    public MdcForTests(MDCAdapter context) {
        MDC.setMDCAdapter(context);
    }

    public void close() {
        MDC.setMDCAdapter(before);
    }
}
