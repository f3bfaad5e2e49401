"""Where uploaded files live, what they may be, and how pictures are made safe."""
