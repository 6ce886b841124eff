"""What merging PDFs into one bundle is made of; runs inside the sandbox only."""
