"""Messages that hold nothing but what their door says they hold."""

from typing import Any

from rest_framework import serializers


class Strict(serializers.Serializer[Any]):
    """A message that holds nothing but its fields."""

    def to_internal_value(self, data: Any) -> Any:
        """Refuse a field that the contract does not have."""
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, dict) else []
        if unknown:
            raise serializers.ValidationError(
                {str(name)[:80]: ["There is no such field."] for name in unknown}, code="unknown"
            )
        return super().to_internal_value(data)
