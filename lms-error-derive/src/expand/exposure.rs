//! The impl of `Derived`, which compiles only if no text for partners shows another error.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{
    GenericArgument, PathArguments, ReturnType, Type, TypeParamBound, punctuated::Punctuated,
    spanned::Spanned,
};

use crate::model::{Exposure, ExposureKind, Model};

/// ```text
/// fn __check_exposure() {
///     use exposure::Otherwise as _;
///     exposure::shown::<Box<Cause>, _>((
///         (Of::<Box<Cause>>::__IS_ERROR, Of::<Box<Cause>>::__DEREFS_TO_ERROR, Of::<Box<Cause>>::__HOLDS_ERROR),
///         (Of::<Cause>::__IS_ERROR, Of::<Cause>::__DEREFS_TO_ERROR, Of::<Cause>::__HOLDS_ERROR),
///         (Of::<Cause>::__YIELDS_ERROR, Of::<Cause>::__YIELDS_HOLDER),
///     ));
/// }
/// ```
///
/// Returns nothing if no field has to be checked.
pub(super) fn check_exposure(model: &Model<'_>) -> Option<TokenStream> {
    let root = &model.root;
    let exposure = quote!(#root::__private::exposure);
    let mut std_names = Vec::new();
    let checks: Vec<_> =
        model.exposures.iter().map(|check| self::check(check, &exposure, &mut std_names)).collect();
    if checks.is_empty() {
        return None;
    }
    Some(quote! {
        #[inline]
        fn __check_exposure() {
            use #exposure::Otherwise as _;
            #(#checks)*
        }
    })
}

/// Returns the check of one field. `std_names` are the names that were checked already.
fn check(check: &Exposure<'_>, exposure: &TokenStream, std_names: &mut Vec<String>) -> TokenStream {
    let ty = check.ty;
    // The span of the type, so that the error is reported there.
    let span = Span::call_site().located_at(ty.span());
    let exposure = respan(exposure, span);
    let (function, is_strict) = match check.kind {
        ExposureKind::Source => return quote_spanned!(span=> #exposure::source_shown::<#ty>();),
        ExposureKind::Shown => (quote_spanned!(span=> shown), false),
        ExposureKind::Verbatim => (quote_spanned!(span=> verbatim), false),
        ExposureKind::Strict => (quote_spanned!(span=> strictly_shown), true),
    };
    let mut written = Vec::new();
    collect(ty, is_strict, &mut written);
    // `u64` or `String` means the same in every field, and is hardly ever an error: one check is enough, which saves the
    // compiler time.
    written.retain(|ty| match std_name(ty).filter(|_| !is_strict) {
        Some(name) if std_names.contains(&name) => false,
        Some(name) => {
            std_names.push(name);
            true
        }
        None => true,
    });
    let probes = written.iter().map(|ty| {
        if is_strict {
            quote_spanned!(span=> <#exposure::Of<#ty>>::__IS_STRING)
        } else {
            quote_spanned!(span=> (
                <#exposure::Of<#ty>>::__IS_ERROR,
                <#exposure::Of<#ty>>::__DEREFS_TO_ERROR,
                <#exposure::Of<#ty>>::__HOLDS_ERROR
            ))
        }
    });
    // The type of a container names the type of its items, unless it is an alias.
    let aliases = written.iter().filter(|ty| !is_strict && may_be_alias(ty)).map(|ty| {
        quote_spanned!(span=> (<#exposure::Of<#ty>>::__YIELDS_ERROR, <#exposure::Of<#ty>>::__YIELDS_HOLDER))
    });
    let probes = probes.chain(aliases);
    let probes = nested(probes.collect(), span);
    if written.is_empty() {
        return TokenStream::new();
    }
    quote_spanned!(span=> #exposure::#function::<#ty, _>(#probes);)
}

/// `(a, (b, c))`
fn nested(probes: Vec<TokenStream>, span: Span) -> TokenStream {
    let mut probes = probes.into_iter().rev();
    let last = probes.next().unwrap_or_default();
    probes.fold(last, |rest, probe| quote_spanned!(span=> (#probe, #rest)))
}

fn respan(tokens: &TokenStream, span: Span) -> TokenStream {
    let tokens = tokens.clone().into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    tokens.collect()
}

/// Collects a type and all types that are written in it. A reference is an error exactly if its target is one, so that it
/// is left out unless `references` is set.
fn collect(ty: &Type, references: bool, written: &mut Vec<Type>) {
    let nested = |ty: &Type, written: &mut Vec<Type>| collect(ty, references, written);
    match ty {
        Type::Group(group) => return collect(&group.elem, references, written),
        Type::Paren(paren) => return collect(&paren.elem, references, written),
        Type::Reference(reference) => {
            if references {
                written.push(ty.clone());
            }
            return nested(&reference.elem, written);
        }
        // The size of a slice is not known, but what it holds is.
        Type::Slice(slice) => return nested(&slice.elem, written),
        Type::Array(array) => return nested(&array.elem, written),
        Type::Ptr(pointer) => return nested(&pointer.elem, written),
        Type::Tuple(tuple) if !tuple.elems.is_empty() => {
            return tuple.elems.iter().for_each(|ty| nested(ty, written));
        }
        _ => {}
    }
    written.push(ty.clone());
    match ty {
        Type::Path(path) => {
            if let Some(qself) = &path.qself {
                nested(&qself.ty, written);
            }
            for segment in &path.path.segments {
                arguments(&segment.arguments, references, written);
            }
        }
        Type::TraitObject(object) => bounds(&object.bounds, references, written),
        _ => {}
    }
}

fn bounds(bounds: &Punctuated<TypeParamBound, syn::Token![+]>, references: bool, written: &mut Vec<Type>) {
    for bound in bounds {
        match bound {
            // Types that use a lifetime of `for<'a>` can't be named outside of it.
            TypeParamBound::Trait(bound) if bound.lifetimes.is_none() => {
                for segment in &bound.path.segments {
                    arguments(&segment.arguments, references, written);
                }
            }
            _ => {}
        }
    }
}

fn arguments(arguments: &PathArguments, references: bool, written: &mut Vec<Type>) {
    match arguments {
        PathArguments::None => {}
        PathArguments::AngleBracketed(arguments) => {
            for argument in &arguments.args {
                match argument {
                    GenericArgument::Type(ty) => collect(ty, references, written),
                    GenericArgument::AssocType(assoc) => collect(&assoc.ty, references, written),
                    _ => {}
                }
            }
        }
        PathArguments::Parenthesized(arguments) => {
            for input in &arguments.inputs {
                collect(&input.ty, references, written);
            }
            if let ReturnType::Type(_, ty) = &arguments.output {
                collect(ty, references, written);
            }
        }
    }
}

/// Returns true for a name without arguments, unless it is that of a primitive type or of `String`.
fn may_be_alias(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let last = path.path.segments.last();
    last.is_some_and(|segment| segment.arguments.is_none()) && std_name(ty).is_none()
}

/// Returns the name of a primitive type, or of `String`.
fn std_name(ty: &Type) -> Option<String> {
    const NAMES: [&str; 18] = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "String", "u8",
        "u16", "u32", "u64", "u128", "usize",
    ];
    match ty {
        Type::Group(group) => std_name(&group.elem),
        Type::Reference(reference) => std_name(&reference.elem),
        Type::Path(path) if path.qself.is_none() => {
            let name = path.path.get_ident()?.to_string();
            NAMES.contains(&name.as_str()).then_some(name)
        }
        _ => None,
    }
}
