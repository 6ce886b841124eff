"""MG form screens: pre-filled from the record, typed where only a person knows."""
