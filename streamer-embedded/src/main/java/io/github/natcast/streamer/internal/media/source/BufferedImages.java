package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.PixelFormat;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/** Copies the pixels of Java2D images as they lie in memory; the encoder's thread converts them. Stateless. */
public final class BufferedImages {
    private BufferedImages() {}

    /** The format that {@link #copy} writes. */
    public static PixelFormat formatOf(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR && isWhole(image.getRaster())) {
            return PixelFormat.BGR;
        }
        return image.getType() == BufferedImage.TYPE_INT_BGR && isWhole(image.getRaster())
                ? PixelFormat.RGBA
                : PixelFormat.BGRA;
    }

    public static void copy(BufferedImage image, ByteBuffer target) {
        Raster raster = image.getRaster();
        if (isWhole(raster) && image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            target.put(0, ((DataBufferByte) raster.getDataBuffer()).getData(), 0, target.capacity());
            return;
        }
        IntBuffer ints =
                target.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        if (isWhole(raster) && raster.getDataBuffer() instanceof DataBufferInt whole) {
            ints.put(0, whole.getData(), 0, ints.capacity());
            return;
        }
        int width = image.getWidth();
        int[] row = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            ints.put(y * width, row, 0, width);
        }
    }

    /** Whether it is not part of a larger image. */
    private static boolean isWhole(Raster raster) {
        int elements = raster.getDataBuffer().getSize();
        int perPixel = raster.getDataBuffer() instanceof DataBufferInt ? 1 : raster.getNumBands();
        return raster.getParent() == null && elements == raster.getWidth() * raster.getHeight() * perPixel;
    }
}
