"""Pages about tablets for administrators, officers and supervisors; the tablet's own are apart."""
