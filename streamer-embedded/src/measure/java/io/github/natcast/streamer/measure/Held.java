package io.github.natcast.streamer.measure;

/** What a process holds; memory in bytes. */
record Held(int threads, int descriptors, long heap, long nativeMemory, long resident) {
    static Held parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Held(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]));
    }

    @Override
    public String toString() {
        return threads + " threads, " + descriptors + " descriptors, heap " + heap / 1024 + " kB, native "
                + nativeMemory / 1024 + " kB, resident " + resident / 1024 / 1024 + " MB";
    }
}
