//! Sums and products as scripts write them: of whole numbers exactly, of others as MySQL's DOUBLE.

use super::filter::Literal;

/// The result of `left sign right`; whole numbers stay whole but for a division.
pub(super) fn arithmetic(left: &Literal, sign: u8, right: &Literal) -> Result<Literal, String> {
    if let (Literal::Int(a), Literal::Int(b)) = (left, right)
        && sign != b'/'
    {
        let result = match sign {
            b'+' => a.checked_add(*b),
            b'-' => a.checked_sub(*b),
            _ => a.checked_mul(*b),
        };
        return result
            .map(Literal::Int)
            .ok_or_else(|| "number too large".to_owned());
    }
    let real = |value: &Literal| match value {
        Literal::Int(value) => Ok(*value as f64),
        Literal::Real(value) => Ok(*value),
        other => Err(format!("{other:?} is no number")),
    };
    let (a, b) = (real(left)?, real(right)?);
    Ok(Literal::Real(match sign {
        b'+' => a + b,
        b'-' => a - b,
        b'*' => a * b,
        _ => a / b,
    }))
}
