"""PDF, SVG and bitmap output through Qt."""
