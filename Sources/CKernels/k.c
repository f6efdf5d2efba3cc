int ek_placeholder;
