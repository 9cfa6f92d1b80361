-- A member's data are read and erased under the id of a seat (D44).
CREATE UNIQUE INDEX uq_decision_member_id ON decision_member (id);
