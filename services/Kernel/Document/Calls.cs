using System.Reflection;

namespace Kernel.Document;

/// <summary>
/// A route whose handler calls what the service registered, such as why a person's data are still needed. The document follows no such call
/// by itself, so the route names it: what the method refuses with, the route does too.
/// </summary>
internal sealed record Calls(MethodInfo Method);
