"""What passes between police and prosecutors: pages at /prosecute/ and the exchange API."""
