-- Offers that were made before have no last day, and stand until they are answered.
ALTER TABLE partnership.application ADD offered_until DATE NULL;
