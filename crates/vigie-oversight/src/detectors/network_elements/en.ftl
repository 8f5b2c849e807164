# Elements that do what nobody ordered
