package org.slf4j;

import org.slf4j.spi.MDCAdapter;

/** Puts a mapped diagnostic context in the place of the one that the tests' logging library does not have. */
public final class MdcForTests implements AutoCloseable {
    private final MDCAdapter before = MDC.getMDCAdapter();

    public MdcForTests(MDCAdapter context) {
        MDC.setMDCAdapter(context);
    }

    @Override
    public void close() {
        MDC.setMDCAdapter(before);
    }
}
